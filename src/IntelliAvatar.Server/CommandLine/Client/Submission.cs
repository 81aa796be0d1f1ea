using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntelliAvatar.Server.CommandLine.Client;

/// <summary>An order or a batch on its way to the server: the files first, then the JSON that names them.</summary>
internal sealed class Submission(ApiClient server)
{
    private readonly ResumableUpload _uploads = new(server, Console.Tell);

    /// <summary>What the server said: its document, or why not and which rows are to blame.</summary>
    public sealed record Reply(JsonElement? Document, Refusal? Refusal, IReadOnlyList<JsonElement> Rows);

    /// <summary>Sends an order to <c>POST /v1/jobs</c>.</summary>
    /// <param name="body">All but the files.</param>
    /// <param name="files">Each by the member of the body that names it.</param>
    /// <returns>The id of the job.</returns>
    public async Task<Answer<string>> OrderAsync(JsonObject body, IReadOnlyList<(string Name, FileInfo File)> files, CancellationToken cancel)
    {
        var reply = await SendAsync("v1/jobs", body, files, cancel);
        return reply.Document is not { } document ? reply.Refusal!
            : document.ValueKind == JsonValueKind.Object && document.TryGetProperty("job_id", out var id)
                && id.ValueKind == JsonValueKind.String && ApiClient.IsId(id.GetString()) ? id.GetString()!
            : server.NotUnderstood("took the upload, but named no job");
    }

    /// <param name="path">Where the body is sent to.</param>
    /// <param name="body">All but the files, with <c>user_id</c>.</param>
    /// <param name="files">Each by the member of the body that names it.</param>
    public async Task<Reply> SendAsync(string path, JsonObject body, IReadOnlyList<(string Name, FileInfo File)> files, CancellationToken cancel)
    {
        var uploads = new List<string>();
        try
        {
            return await Console.WithProgressAsync("Uploading", bar => UploadAsync(body, files, uploads, bar, cancel)) is { } refusal
                ? new(null, refusal, [])
                : await Console.WithProgressAsync("The server looks at it", _ => PostAsync(path, body, cancel));
        }
        finally
        {
            await Task.WhenAll(uploads.Select(_uploads.ForgetAsync)); // jobs have copies of their own
        }
    }

    /// <summary>Sends the files and names them in the body.</summary>
    private async Task<Refusal?> UploadAsync(
        JsonObject body, IReadOnlyList<(string Name, FileInfo File)> files, List<string> uploads, Console.Bar bar, CancellationToken cancel)
    {
        var (total, before) = (files.Sum(file => file.File.Length), 0L);
        foreach (var (name, file) in files)
        {
            void Reached(long bytes) => bar.Report((double)(before + bytes) / total);
            var (id, why) = await _uploads.SendAsync(file, (string)body["user_id"]!, Reached, cancel);
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
    private async Task<Reply> PostAsync(string path, JsonObject body, CancellationToken cancel)
    {
        var (key, absence) = (Guid.NewGuid().ToString(), new ServerOutage(Console.Tell));
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
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
