using System.Globalization;
using System.Net;
using System.Text;

namespace IntelliAvatar.Server.CommandLine.Client;

/// <summary>A file on its way to <c>/v1/uploads</c> (tus 1.0.0): where the line breaks, it goes on from there.</summary>
internal sealed class ResumableUpload(ApiClient server, Action<string> tell)
{
    private const string Offset = "Upload-Offset";

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(3);

    /// <param name="reached">Hears how many bytes of the file have been sent; less again where the line broke.</param>
    /// <returns>The id of the finished upload; one that is not finished is not left behind.</returns>
    public async Task<Answer<string>> SendAsync(FileInfo file, string userId, Action<long> reached, CancellationToken cancel)
    {
        var (id, refusal) = await AnnounceAsync(file, userId, cancel);
        if (id is null)
        {
            return refusal!;
        }

        var isWhole = false;
        try
        {
            refusal = await FillAsync(id, file, reached, cancel);
            isWhole = refusal is null;
            return new(isWhole ? id : null, refusal);
        }
        finally
        {
            if (!isWhole)
            {
                await ForgetAsync(id);
            }
        }
    }

    /// <summary>An upload that is not needed any more. Done also when the verb is told to stop, so it does not take long; where it fails the upload expires.</summary>
    public async Task ForgetAsync(string id)
    {
        using var late = new CancellationTokenSource(Farewell, TimeProvider.System);
        try
        {
            await AskAsync(HttpMethod.Delete, id, null, null, late.Token);
        }
        catch (OperationCanceledException)
        {
            // It expires.
        }
    }

    /// <returns>Null: all of it is there.</returns>
    private async Task<Refusal?> FillAsync(string id, FileInfo file, Action<long> reached, CancellationToken cancel)
    {
        var (absence, at, length) = (new ServerOutage(tell), 0L, file.Length);
        while (at < length)
        {
            file.Refresh();
            if (file.Length != length)
            {
                return new("file_changed", $"'{file.FullName}' had {length:N0} bytes when its upload began and has {file.Length:N0} now. Send it again when nothing writes to it any more.");
            }

            var sent = at;
            var (next, broken) = await AskAsync(HttpMethod.Patch, id, new FileContent(file.FullName, bytes => reached(sent += bytes), at), at, cancel);
            if (next <= at || next > length)
            {
                return server.NotUnderstood($"was sent an upload from byte {at:N0} of {length:N0} on, and says that it is at {next:N0} now");
            }

            if (next is null)
            {
                if (!ServerOutage.IsOne(broken!) && broken!.Status != StatusCodes.Status409Conflict)
                {
                    return broken;
                }

                if (await absence.WaitAsync(broken!.Detail, cancel) is { } givenUp)
                {
                    return givenUp;
                }

                (next, broken) = await AskAsync(HttpMethod.Head, id, null, null, cancel);
                if (next is null && !ServerOutage.IsOne(broken!))
                {
                    return broken;
                }
            }

            if (next > at)
            {
                absence.IsOver();
            }

            at = next ?? at;
            reached(at);
        }

        return null;
    }

    /// <summary>Not repeated: that would announce it twice.</summary>
    private async Task<Answer<string>> AnnounceAsync(FileInfo file, string userId, CancellationToken cancel)
    {
        using var request = NewRequest(HttpMethod.Post, "v1/uploads");
        request.Headers.Add("Upload-Length", file.Length.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("Upload-Metadata", $"filename {Base64(file.Name)},user_id {Base64(userId)}");
        var (answer, refusal) = await server.SendAsync(request, cancel);
        using (answer)
        {
            return answer is null ? refusal!
                : !answer.IsSuccessStatusCode ? await server.RefusalOfAsync(answer, cancel)
                : answer.Headers.Location?.ToString().Split('/')[^1] is var id && ApiClient.IsId(id) ? id!
                : server.NotUnderstood("took the announcement of an upload, but did not say where it goes");
        }
    }

    /// <returns>Where the upload is now.</returns>
    private async Task<(long? At, Refusal? Refusal)> AskAsync(HttpMethod method, string id, FileContent? content, long? at, CancellationToken cancel)
    {
        using var request = NewRequest(method, $"v1/uploads/{id}");
        if (content is not null)
        {
            content.Headers.ContentType = new("application/offset+octet-stream");
            request.Content = content;
            request.Headers.Add(Offset, at!.Value.ToString(CultureInfo.InvariantCulture));
        }

        var (answer, refusal) = await server.SendAsync(request, cancel);
        using (answer)
        {
            return answer is null ? (null, refusal)
                : answer is { StatusCode: HttpStatusCode.OK or HttpStatusCode.NoContent } && answer.Headers.TryGetValues(Offset, out var said)
                    && long.TryParse(said.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var now) ? (now, null)
                : (null, await server.RefusalOfAsync(answer, cancel));
        }
    }

    private static HttpRequestMessage NewRequest(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Tus-Resumable", "1.0.0");
        return request;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
