using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace IntelliAvatar.Browser.Tests.Support;

/// <summary>A server with a model server that does as it is told: it renders when <see cref="Finish"/> is called, and as far as <see cref="Progress"/> says.</summary>
public sealed class Stage : IAsyncLifetime
{
    private readonly Sandbox _sandbox = new();
    private readonly SampleMedia _media = new();
    private volatile TaskCompletionSource _gate = Open();
    private double _progress;

    /// <summary>Of the server, besides ours.</summary>
    public string[] Settings { get; init; } = [];

    public ServerProcess Server { get; private set; } = null!;

    public FakeModelServer Gpu { get; private set; } = null!;

    public AvatarClient Client => Server.Client;

    public Uri Url => Client.Http.BaseAddress!;

    /// <summary>0…1, of the job that is rendered.</summary>
    public double Progress
    {
        get => Volatile.Read(ref _progress);
        set => Volatile.Write(ref _progress, value);
    }

    public async Task InitializeAsync()
    {
        Gpu = (await FakeModelServer.StartAsync()).AsOurs();
        Gpu.Result = await File.ReadAllBytesAsync(_media.Result);
        Gpu.OnProgress = http => http.Response.WriteAsync($$"""{"progress":{{Progress.ToString(CultureInfo.InvariantCulture)}}}""");
        RenderAll();
        string[] settings = [$"--ModelServers:0:Url={Gpu.Url}", "--Scheduler:RetryDelay=00:00:00.05", "--Scheduler:MaxAttempts=2", "--Scheduler:Ahead=0", "--Limits:MaxTextLength=500"];
        Server = await ServerProcess.StartAsync(_sandbox.Folder, "all", [.. settings, .. Settings]);
    }

    /// <summary>From now on every job is rendered at once.</summary>
    public void RenderAll()
    {
        _gate.TrySetResult();
        Gpu.OnGenerate = RenderAsync;
    }

    /// <summary>From now on a job is rendered until <see cref="Finish"/>.</summary>
    public void Hold()
    {
        Progress = 0;
        _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Gpu.OnGenerate = RenderAsync;
    }

    public void Finish() => _gate.TrySetResult();

    /// <summary>From now on every job is refused.</summary>
    public void Refuse() => Gpu.OnGenerate = FakeModelServer.Always(400, """{"detail":"cannot read the video"}""");

    public Task<string> SubmitAsync(string user = "anita") => SubmitAsync(Client, user);

    public async Task<string> SubmitAsync(AvatarClient client, string user) => await client.JobIdAsync(await client.PostSyncAsync(_media.Video, _media.Speech, $"?user_id={user}"));

    /// <summary>One that ended as wanted.</summary>
    public async Task<string> EndedAsync(bool isGood)
    {
        if (isGood)
        {
            RenderAll();
        }
        else
        {
            Refuse();
        }

        var id = await SubmitAsync();
        await Client.EndAsync(id);
        return id;
    }

    /// <summary>One in the library, always the same.</summary>
    public async Task<string> AvatarAsync()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("anita"), "user_id" },
            { new StringContent("Anita"), "name" },
            { new ByteArrayContent(await File.ReadAllBytesAsync(_media.Video)), "video", "anita.mp4" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/avatars") { Content = form, Headers = { { "Idempotency-Key", "the-one" } } };
        using var answer = await Client.Http.SendAsync(request);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("avatar_id").GetString()!;
    }

    /// <summary>Whatever a user has ordered, ids.</summary>
    public async Task<IReadOnlyList<string>> JobsOfAsync(string user)
    {
        var jobs = await Client.Http.GetFromJsonAsync<JsonElement>($"/v1/jobs?user_id={user}");
        return [.. jobs.GetProperty("items").EnumerateArray().Select(job => job.GetProperty("job_id").GetString()!)];
    }

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        await Gpu.DisposeAsync();
        _media.Dispose();
        _sandbox.Dispose();
    }

    private static TaskCompletionSource Open()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }

    private async Task RenderAsync(HttpContext http)
    {
        await _gate.Task.WaitAsync(http.RequestAborted);
        await http.Response.WriteAsJsonAsync(new { status = "success", video = "/code/data/temp/result.mp4" });
    }
}
