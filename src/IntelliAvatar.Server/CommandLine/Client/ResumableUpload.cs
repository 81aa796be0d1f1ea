using System.Globalization;
using System.Net;
using System.Text;

namespace IntelliAvatar.Server.CommandLine.Client;

/// <summary>A file on its way to <c>/v1/uploads</c> (tus 1.0.0): where the line breaks, it goes on from there.</summary>
internal sealed class ResumableUpload(ApiClient server, Action<string> tell)
{
    private const string Offset = "Upload-Offset";

    /// <returns>The id of the finished upload.</returns>
    public async Task<Answer<string>> SendAsync(FileInfo file, string userId, Action<int> sent, CancellationToken cancel)
    {
        var (id, refusal) = await AnnounceAsync(file, userId, cancel);
        if (id is null)
        {
            return refusal!;
        }

        var (absence, at, length) = (new Absence(tell), 0L, file.Length);
        while (at < length)
        {
            var (next, broken) = await AskAsync(HttpMethod.Patch, id, new FileContent(file.FullName, sent, at), at, cancel);
            if (next is null)
            {
                if (!Absence.IsOne(broken!) && broken!.Status != StatusCodes.Status409Conflict)
                {
                    return broken;
                }

                if (await absence.WaitAsync(broken!.Detail, cancel) is { } givenUp)
                {
                    return givenUp;
                }

                (next, broken) = await AskAsync(HttpMethod.Head, id, null, null, cancel);
                if (next is null && !Absence.IsOne(broken!))
                {
                    return broken!;
                }
            }

            if (next > at)
            {
                absence.IsOver();
            }

            at = next ?? at;
        }

        return id;
    }

    /// <summary>An upload that nobody needs any more; where that fails it expires.</summary>
    public async Task ForgetAsync(string id, CancellationToken cancel) => await AskAsync(HttpMethod.Delete, id, null, null, cancel);

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
