using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntelliAvatar.Server.CommandLine.Client;

/// <summary>A script and its rows on their way to <c>POST /v1/batches</c>: the files first, then what names them.</summary>
internal sealed class BatchSubmission(ApiClient server)
{
    private readonly ResumableUpload _uploads = new(server, Console.Tell);

    /// <summary>What the server said: its document, or why not and which rows are to blame.</summary>
    public sealed record Reply(JsonElement? Document, Refusal? Refusal, IReadOnlyList<JsonElement> Rows);

    /// <param name="body">All but the files.</param>
    /// <param name="video">The head, unless the body names an avatar.</param>
    public async Task<Reply> SendAsync(JsonObject body, FileInfo rows, FileInfo? video, string userId, CancellationToken cancel)
    {
        var uploads = new List<string>();
        try
        {
            return await Console.WithProgressAsync("Uploading", bar => UploadAsync(body, rows, video, userId, uploads, bar, cancel)) is { } refusal
                ? new(null, refusal, [])
                : await Console.WithProgressAsync("The server looks at it", _ => PostAsync(body, cancel));
        }
        finally
        {
            await Task.WhenAll(uploads.Select(_uploads.ForgetAsync)); // jobs have copies of their own
        }
    }

    /// <summary>Sends the files and names them in the body.</summary>
    private async Task<Refusal?> UploadAsync(JsonObject body, FileInfo rows, FileInfo? video, string userId, List<string> uploads, Console.Bar bar, CancellationToken cancel)
    {
        var (total, before) = (rows.Length + (video?.Length ?? 0), 0L);
        foreach (var (name, file) in new[] { ("rows", rows), ("video", video) })
        {
            if (file is null)
            {
                continue;
            }

            var (id, why) = await _uploads.SendAsync(file, userId, reached => bar.Report((double)(before + reached) / total), cancel);
            if (id is null)
            {
                return why;
            }

            uploads.Add(id);
            body[name] = new JsonObject { ["upload"] = id };
            before += file.Length;
        }

        return null;
    }

    /// <summary>Asks until there is an answer. The key has the server make everything once, however often it is asked.</summary>
    private async Task<Reply> PostAsync(JsonObject body, CancellationToken cancel)
    {
        var (key, absence) = (Guid.NewGuid().ToString(), new ServerOutage(Console.Tell));
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "v1/batches") { Content = JsonContent.Create(body) };
            request.Headers.Add("Idempotency-Key", key);
            var reply = await OnceAsync(request, cancel);
            if (reply.Refusal is not { } refusal || !(ServerOutage.IsOne(refusal) || refusal.Code == "idempotency_key_in_use"))
            {
                return reply;
            }

            if (await absence.WaitAsync(refusal.Detail, cancel) is { } givenUp)
            {
                return new(null, givenUp, []);
            }
        }
    }

    private async Task<Reply> OnceAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        var (answer, refusal) = await server.SendAsync(request, cancel);
        using (answer)
        {
            if (answer is null)
            {
                return new(null, refusal, []);
            }

            if (!answer.IsSuccessStatusCode)
            {
                return new(null, await server.RefusalOfAsync(answer, cancel), await RowsOfAsync(answer, cancel));
            }

            (var document, refusal) = await server.DocumentOfAsync(answer, cancel);
            return new(document?.RootElement, refusal, []);
        }
    }

    private static async Task<IReadOnlyList<JsonElement>> RowsOfAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        try
        {
            var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancel)).RootElement;
            return problem.ValueKind == JsonValueKind.Object && problem.TryGetProperty("rows", out var rows) && rows.ValueKind == JsonValueKind.Array ? [.. rows.EnumerateArray()] : [];
        }
        catch (Exception none) when (none is JsonException or HttpRequestException or IOException)
        {
            return [];
        }
    }
}
