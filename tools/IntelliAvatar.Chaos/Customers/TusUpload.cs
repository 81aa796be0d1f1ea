using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace IntelliAvatar.Chaos.Customers;

/// <summary>Sends a file in two pieces, to any API, and goes on where it broke off.</summary>
internal sealed class TusUpload(Func<Node> pick, ApiWatch watch, Findings findings)
{
    private const int Tries = 40;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    /// <returns>The id of the whole upload; null: given up, which costs nothing.</returns>
    public async Task<string?> SendAsync(byte[] file, string user, CancellationToken cancel)
    {
        string? path = null;
        long safe = 0;
        for (var tries = 0; tries < Tries && !cancel.IsCancellationRequested; tries++)
        {
            if (path is null)
            {
                var created = await watch.SendAsync(pick(), ApiWatch.Kind.Submit, () => Create(file.Length, user), cancel);
                path = created is { Status: 201 } ? created.Headers.Location!.OriginalString : null;
            }
            else if (await OffsetAsync(path, cancel) is { } offset)
            {
                if (offset < safe)
                {
                    findings.Break("I1", $"upload {path} was at {safe} and is at {offset}");
                    return null;
                }

                if (offset == file.Length)
                {
                    return path.Split('/')[^1];
                }

                safe = offset;
                var end = offset < file.Length / 2 ? file.Length / 2 : file.Length;
                var sent = await watch.SendAsync(pick(), ApiWatch.Kind.Submit, () => Patch(path, file, (int)offset, end), cancel);
                safe = sent is { Status: 204 } ? end : safe;
                continue;
            }

            await Task.Delay(Pause, TimeProvider.System, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return null;
    }

    private static HttpRequestMessage Create(int length, string user)
    {
        var request = Tus(HttpMethod.Post, "/v1/uploads");
        request.Headers.Add("Upload-Length", length.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("Upload-Metadata", $"user_id {Convert.ToBase64String(Encoding.UTF8.GetBytes(user))}");
        return request;
    }

    private static HttpRequestMessage Patch(string path, byte[] file, int from, int to)
    {
        var request = Tus(HttpMethod.Patch, path);
        request.Headers.Add("Upload-Offset", from.ToString(CultureInfo.InvariantCulture));
        request.Content = new ByteArrayContent(file, from, to - from);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        return request;
    }

    private static HttpRequestMessage Tus(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Tus-Resumable", "1.0.0");
        return request;
    }

    private async Task<long?> OffsetAsync(string path, CancellationToken cancel)
    {
        var reply = await watch.SendAsync(pick(), ApiWatch.Kind.Read, () => Tus(HttpMethod.Head, path), cancel);
        if (reply is { Status: 404 })
        {
            findings.Break("I1", $"upload {path} was announced and is lost");
        }

        return reply is { IsSuccess: true } && reply.Headers.TryGetValues("Upload-Offset", out var values) ? long.Parse(values.First(), CultureInfo.InvariantCulture) : null;
    }
}
