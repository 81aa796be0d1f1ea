using System.Net.Http.Json;
using System.Text.Json;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Chaos.Customers;

/// <summary>A user who submits, cancels, deletes and downloads through whatever API answers, and remembers what was told.</summary>
internal sealed class Customer(int number, IReadOnlyList<Node> apis, SampleMedia media, Findings findings, ApiWatch watch, int seed)
{
    private const int ActiveJobs = 3, PendingKeys = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    private readonly Random _random = new((seed * 100) + number);
    private readonly string _user = $"user{number}";
    private readonly byte[] _video = File.ReadAllBytes(media.Video);
    private readonly List<Task> _pending = [];
    private string? _avatar;
    private int _requests;

    /// <summary>Before the first fault.</summary>
    public async Task MakeAvatarAsync(CancellationToken cancel)
    {
        var reply = await watch.SendAsync(Pick(), ApiWatch.Kind.Submit, () => Post("/v1/avatars", Form(("user_id", _user), ("name", "The one"))), cancel);
        _avatar = reply is { IsSuccess: true } ? reply.Text("avatar_id") : throw new InvalidOperationException($"No avatar could be made: {reply?.Status} {reply?.Code}.");
    }

    /// <summary>Sees to it that some jobs wait or run, until told that it is enough.</summary>
    /// <param name="over">Fires when no answer is waited for any more.</param>
    public async Task ComeAndGoAsync(CancellationToken enough, CancellationToken over)
    {
        while (!enough.IsCancellationRequested)
        {
            try
            {
                _pending.RemoveAll(task => task.IsCompleted);
                if (await watch.SendAsync(Pick(), ApiWatch.Kind.Read, () => Get($"/v1/jobs?user_id={_user}&limit=50"), enough) is { IsSuccess: true } reply)
                {
                    var jobs = reply.Json.GetProperty("items").EnumerateArray().ToList();
                    await (jobs.Count(IsActive) + _pending.Count < ActiveJobs ? SubmitAsync(enough, over) : BotherAsync(jobs.Where(IsActive).ToList(), enough));
                    await LookAsync(jobs.Where(job => !IsActive(job)).ToList(), enough, over);
                }
            }
            catch (OperationCanceledException)
            {
                break;
            }

            await Task.Delay(Pause * (0.5 + Chance()), TimeProvider.System, enough).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(_pending);
    }

    private static bool IsActive(JsonElement job) => Status(job) is "QUEUED" or "IN_PROGRESS";

    private static string Status(JsonElement job) => job.GetProperty("status").GetString()!;

    private static string Id(JsonElement job) => job.GetProperty("job_id").GetString()!;

    private static HttpRequestMessage Get(string path) => new(HttpMethod.Get, path);

    private static HttpRequestMessage Post(string path, HttpContent? content = null) => new(HttpMethod.Post, path) { Content = content };

    private Node Pick()
    {
        lock (_random)
        {
            return apis[_random.Next(apis.Count)];
        }
    }

    private double Chance()
    {
        lock (_random)
        {
            return _random.NextDouble();
        }
    }

    private MultipartFormDataContent Form(params (string Name, string Text)[] fields) => Form(null, withVideo: true, fields);

    private MultipartFormDataContent Form(byte[]? audio, bool withVideo, params (string Name, string Text)[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, text) in fields)
        {
            form.Add(new StringContent(text), name);
        }

        if (withVideo)
        {
            form.Add(new ByteArrayContent(_video), "video", "me.mp4");
        }

        if (audio is not null)
        {
            form.Add(new ByteArrayContent(audio), "audio", "speech.wav");
        }

        return form;
    }

    private async Task SubmitAsync(CancellationToken enough, CancellationToken over)
    {
        var dice = Chance();
        var (key, text, tone) = (Guid.NewGuid().ToString(), $"Request number {++_requests} of customer {number}.", Tone.Wav((number * 100_000) + _requests));
        if (dice < 0.12)
        {
            await SendOnceAsync($"/feature1/create-job?user_id={_user}", () => Form(tone, withVideo: true), enough);
        }
        else if (dice < 0.2)
        {
            await SendOnceAsync("/feature2/text-to-avatar", () => Form(null, withVideo: true, ("user_id", _user), ("text", text), ("gender", "female")), enough);
        }
        else if (_pending.Count < PendingKeys)
        {
            _pending.Add(dice switch
            {
                < 0.5 => SendKeyedAsync(new(key, _user, 0, () => Post("/v1/jobs", Form(tone, withVideo: true, ("user_id", _user), ("feature", key)))), over),
                < 0.72 => SendKeyedAsync(new(key, _user, 0, () => Post("/v1/jobs", Form(tone, withVideo: false, ("user_id", _user), ("feature", key), ("avatar", _avatar!)))), over),
                < 0.86 => UploadedAsync(key, tone, enough, over),
                _ => SendKeyedAsync(new(key, _user, 3, () => Post("/v1/batches", JsonContent.Create(new
                {
                    user_id = _user,
                    feature = key,
                    video = new { avatar = _avatar },
                    text = "Dear {name}. " + text,
                    gender = "male",
                    items = new[] { new { name = "Ravi" }, new { name = "Mina" }, new { name = "Tara" } },
                }))), over),
            });
        }
    }

    private async Task UploadedAsync(string key, byte[] tone, CancellationToken enough, CancellationToken over)
    {
        var tus = new TusUpload(Pick, watch, findings);
        if (await tus.SendAsync(tone, _user, enough) is { } audio && await tus.SendAsync(_video, _user, enough) is { } video)
        {
            await SendKeyedAsync(
                new(key, _user, 0, () => Post("/v1/jobs", JsonContent.Create(new { user_id = _user, feature = key, video = new { upload = video }, audio = new { upload = audio } }))), over);
        }
    }

    private async Task SendOnceAsync(string path, Func<HttpContent> content, CancellationToken cancel)
    {
        if (await watch.SendAsync(Pick(), ApiWatch.Kind.Submit, () => Post(path, content()), cancel) is { IsSuccess: true } reply)
        {
            findings.Acknowledged[reply.Text("job_id")] = _user;
        }
    }

    private async Task SendKeyedAsync(KeyedRequest request, CancellationToken over)
    {
        var reply = await request.SendAsync(apis, _random, watch, findings, over);
        if (reply is { IsSuccess: false })
        {
            findings.Note("I11", $"key {request.Key} was refused: {reply.Status} {reply.Code}");
        }

        var made = reply is not { IsSuccess: true } ? [] : request.Rows == 0 ? [reply.Text("job_id")]
            : reply.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("job_id").GetString()).OfType<string>().ToList();
        foreach (var jobId in made)
        {
            findings.Acknowledged[jobId] = _user;
        }

        findings.Keys[request.Key] = new(_user, request.Rows == 0 ? made.FirstOrDefault() : null, Math.Max(1, request.Rows));
    }

    /// <summary>Cancels a job that has not ended, or gives it another priority.</summary>
    private async Task BotherAsync(List<JsonElement> active, CancellationToken cancel)
    {
        if (active.Count == 0)
        {
            return;
        }

        var dice = Chance();
        var jobId = Id(active[(int)(Chance() * active.Count)]);
        if (dice < 0.08)
        {
            var reply = await watch.SendAsync(Pick(), ApiWatch.Kind.Read, () => Post($"/v1/jobs/{jobId}/cancel"), cancel);
            if (reply is { IsSuccess: true } && reply.Text("status") is not ("COMPLETED" or "FAILED"))
            {
                findings.Cancelled[jobId] = true;
            }
        }
        else if (dice < 0.2)
        {
            await watch.SendAsync(Pick(), ApiWatch.Kind.Read, () => new(HttpMethod.Patch, $"/v1/jobs/{jobId}") { Content = JsonContent.Create(new { priority = (int)(dice * 100) - 10 }) }, cancel);
        }
    }

    /// <summary>Downloads a video, deletes a job, or has it done again.</summary>
    private async Task LookAsync(List<JsonElement> ended, CancellationToken enough, CancellationToken over)
    {
        if (ended.Count == 0)
        {
            return;
        }

        var (dice, job) = (Chance(), ended[(int)(Chance() * ended.Count)]);
        var jobId = Id(job);
        if (dice < 0.04)
        {
            findings.Deleted.TryAdd(jobId, false);
            if (await watch.SendAsync(Pick(), ApiWatch.Kind.Read, () => new(HttpMethod.Delete, $"/v1/jobs/{jobId}"), enough) is { Status: 204 })
            {
                findings.Deleted[jobId] = true;
            }
        }
        else if (dice < 0.07 && _pending.Count < PendingKeys && !findings.Deleted.ContainsKey(jobId))
        {
            _pending.Add(SendKeyedAsync(new(Guid.NewGuid().ToString(), _user, 0, () => Post($"/v1/jobs/{jobId}/retry")), over));
        }
        else if (Status(job) == "COMPLETED" && !findings.Deleted.ContainsKey(jobId))
        {
            var reply = await watch.SendAsync(Pick(), ApiWatch.Kind.Read, () => Get($"/v1/jobs/{jobId}/video"), enough);
            if (reply is { IsSuccess: true })
            {
                findings.Look(jobId, reply.Bytes);
            }
            else if (reply is { Status: < 500 })
            {
                findings.Break("I4", $"{jobId} is completed, but its download answers {reply.Status} {reply.Code}");
            }
        }
    }
}
