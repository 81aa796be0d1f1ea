using System.Net.Http.Headers;
using System.Text.Json;

namespace IntelliAvatar.Server.Tests.Support;

/// <summary>A client of the API, as a customer's program would be.</summary>
public sealed class AvatarClient(Uri server) : IDisposable
{
    /// <summary>How long a test waits for what must happen.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public HttpClient Http { get; } = new() { BaseAddress = server, Timeout = Patience };

    public static MultipartFormDataContent Form(params (string Name, string? Text, string? File)[] parts)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, text, file) in parts)
        {
            if (file is not null)
            {
                var content = new StreamContent(File.OpenRead(file));
                content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
                form.Add(content, name, Path.GetFileName(file));
            }
            else if (text is not null)
            {
                form.Add(new StringContent(text), name);
            }
        }

        return form;
    }

    public Task<HttpResponseMessage> PostSyncAsync(string video, string audio, string query = "?user_id=anita") =>
        Http.PostAsync($"/feature1/create-job{query}", Form(("video", null, video), ("audio", null, audio)));

    /// <summary>Submits feature 1 and returns the id.</summary>
    public async Task<string> SyncAsync(string video, string audio) => await JobIdAsync(await PostSyncAsync(video, audio));

    public async Task<string> JobIdAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        return JsonDocument.Parse(body).RootElement.GetProperty("job_id").GetString()!;
    }

    public async Task<IReadOnlyList<JsonElement>> JobsAsync() =>
        [.. JsonDocument.Parse(await Http.GetStringAsync("/feature1/jobs")).RootElement.EnumerateArray()];

    public async Task<JsonElement> JobAsync(string id) => (await JobsAsync()).Single(job => job.GetProperty("job_id").GetString() == id);

    /// <summary>Waits until the job is as wanted.</summary>
    public Task<JsonElement> UntilAsync(string id, Func<JsonElement, bool> wanted) =>
        Eventually.GetAsync(async () => await JobAsync(id), wanted);

    public async Task<JsonElement> EndAsync(string id) =>
        await UntilAsync(id, job => job.GetProperty("status").GetString() is "COMPLETED" or "FAILED" or "CANCELLED");

    public async Task<JsonElement> CompletedAsync(string id)
    {
        var job = await EndAsync(id);
        Assert.True(job.GetProperty("status").GetString() == "COMPLETED", job.ToString());
        return job;
    }

    public static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.Content.Headers.ContentType?.MediaType == "application/problem+json", $"{(int)answer.StatusCode} {answer.Content.Headers.ContentType} {body}");
        var problem = JsonDocument.Parse(body).RootElement;
        Assert.Equal((int)answer.StatusCode, problem.GetProperty("status").GetInt32());
        Assert.Matches("^[a-z0-9_]+$", problem.GetProperty("code").GetString());
        Assert.EndsWith(".", problem.GetProperty("detail").GetString());
        return problem;
    }

    public void Dispose() => Http.Dispose();
}
