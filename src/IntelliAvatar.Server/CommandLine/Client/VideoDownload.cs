using System.Net;
using System.Net.Http.Headers;

namespace IntelliAvatar.Server.CommandLine.Client;

/// <summary>Fetches a finished video: to a temporary name first, going on by <c>Range</c> where the line broke, in this run or an earlier one.</summary>
internal sealed class VideoDownload(ApiClient server, Action<string> tell)
{
    private const int PieceBytes = 128 << 10;
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Null: the whole video lies at the target.</summary>
    public async Task<Refusal?> FetchAsync(string jobId, string target, IProgress<double> progress, CancellationToken cancel)
    {
        if (!ApiClient.IsId(jobId))
        {
            return server.NotUnderstood("names a job by what is no id");
        }

        // A job's video never changes, so the id in its name says what the bytes of an earlier run are.
        var part = $"{target}.{jobId}.part";
        long? brokenSince = null;
        while (true)
        {
            await using var file = new FileStream(part, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, 1);
            var had = file.Seek(0, SeekOrigin.End);
            var (isWhole, refusal) = await OnceAsync(jobId, file, progress, cancel);
            if (isWhole)
            {
                file.Flush(flushToDisk: true);
                File.Move(part, target, overwrite: true);
                return null;
            }

            if (refusal is { Status: < StatusCodes.Status500InternalServerError })
            {
                if (file.Length == 0)
                {
                    File.Delete(part);
                }

                return refusal;
            }

            if (brokenSince is null || file.Length > had)
            {
                brokenSince = TimeProvider.System.GetTimestamp();
                tell($"The download broke at {file.Length:N0} bytes; going on from there.");
            }
            else if (TimeProvider.System.GetElapsedTime(brokenSince.Value) > Patience)
            {
                return refusal ?? new("download_broken", $"The download broke again and again. What came is kept in {part}; the same command goes on from there.");
            }

            await Task.Delay(Pause, TimeProvider.System, cancel);
        }
    }

    private async Task<(bool IsWhole, Refusal? Refusal)> OnceAsync(string jobId, FileStream file, IProgress<double> progress, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, ApiClient.JobPath(jobId, "/video?download=1"));
        if (file.Length > 0)
        {
            request.Headers.Range = new RangeHeaderValue(file.Length, null);
        }

        var (answer, refusal) = await server.SendAsync(request, cancel);
        using (answer)
        {
            switch (answer)
            {
                case null:
                    return (false, refusal);
                case { StatusCode: HttpStatusCode.RequestedRangeNotSatisfiable }:
                    if (answer.Content.Headers.ContentRange?.Length == file.Length)
                    {
                        return (true, null);
                    }

                    file.SetLength(0); // none of this video
                    return (false, null);
                case { IsSuccessStatusCode: false }:
                    return (false, await server.RefusalOfAsync(answer, cancel));
                case { Content.Headers.ContentType.MediaType: not "video/mp4" }:
                    return (false, await server.RefusalOfAsync(answer, cancel)); // a proxy's page, say
                case { StatusCode: HttpStatusCode.PartialContent } when answer.Content.Headers.ContentRange?.From == file.Length:
                    break;
                default:
                    file.SetLength(0); // all of it, from the beginning
                    break;
            }

            var length = file.Length + answer.Content.Headers.ContentLength;
            await CopyAsync(answer, file, length, progress, cancel);
            return (length is null || file.Length == length, null);
        }
    }

    private static async Task CopyAsync(HttpResponseMessage answer, FileStream file, long? length, IProgress<double> progress, CancellationToken cancel)
    {
        using var stall = new CancellationTokenSource(Stall, TimeProvider.System);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel, stall.Token);
        await using var body = await answer.Content.ReadAsStreamAsync(cancel);
        var piece = new byte[PieceBytes];
        while (await ReadAsync(body, piece, end.Token, cancel) is > 0 and var read)
        {
            stall.CancelAfter(Stall);
            await file.WriteAsync(piece.AsMemory(0, read), cancel);
            progress.Report(length > 0 ? (double)file.Length / length.Value : 0);
        }
    }

    /// <summary>0 where the line breaks, too: the caller sees how much has come.</summary>
    private static async Task<int> ReadAsync(Stream body, Memory<byte> piece, CancellationToken late, CancellationToken cancel)
    {
        try
        {
            return await body.ReadAsync(piece, late);
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException || (broken is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return 0;
        }
    }
}
