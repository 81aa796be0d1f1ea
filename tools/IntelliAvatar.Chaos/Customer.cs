using System.Text.Json;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Chaos;

/// <summary>Somebody who submits, cancels and downloads through whatever API answers, and remembers what was told.</summary>
internal sealed class Customer(IReadOnlyList<Node> apis, SampleMedia media, Findings findings, int seed)
{
    private const int AtOnce = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.3);

    private readonly Random _random = new(seed);

    /// <summary>Sees to it that some jobs wait or run, until told that it is enough.</summary>
    public async Task ComeAndGoAsync(CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            var (api, user, dice) = (apis[_random.Next(apis.Count)], $"user{_random.Next(5)}", _random.NextDouble());
            try
            {
                var jobs = await api.Client.JobsAsync();
                var active = jobs.Where(job => Status(job) is "QUEUED" or "IN_PROGRESS").ToList();
                if (active.Count < AtOnce)
                {
                    await SubmitAsync(api, user);
                }
                else if (dice < 0.1)
                {
                    await CancelAsync(api, Id(active[(int)(dice * 10 * active.Count)]));
                }

                await DownloadOneAsync(api, jobs);
            }
            catch (Exception dying) when (dying is HttpRequestException or IOException or OperationCanceledException or JsonException or ObjectDisposedException)
            {
                // Nothing was promised.
            }

            await Task.Delay(Pause, TimeProvider.System, enough).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public static string Status(JsonElement job) => job.GetProperty("status").GetString()!;

    public static string Id(JsonElement job) => job.GetProperty("job_id").GetString()!;

    private async Task SubmitAsync(Node api, string user)
    {
        using var answer = await api.Client.PostSyncAsync(media.Video, media.Speech, $"?user_id={user}");
        if (answer.IsSuccessStatusCode)
        {
            findings.Acknowledged[Id(JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement)] = user;
        }
    }

    private async Task CancelAsync(Node api, string jobId)
    {
        using var answer = await api.Client.Http.PostAsync($"/v1/jobs/{jobId}/cancel", null);
        if (answer.IsSuccessStatusCode && Status(JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement) is not ("COMPLETED" or "FAILED"))
        {
            findings.Cancelled[jobId] = true;
        }
    }

    private async Task DownloadOneAsync(Node api, IReadOnlyList<JsonElement> jobs)
    {
        var done = jobs.Where(job => Status(job) == "COMPLETED").ToList();
        if (done.Count > 0)
        {
            var jobId = Id(done[_random.Next(done.Count)]);
            using var answer = await api.Client.Http.GetAsync($"/feature1/download/{jobId}");
            if (answer.IsSuccessStatusCode)
            {
                findings.Look(jobId, await answer.Content.ReadAsByteArrayAsync());
            }
            else if ((int)answer.StatusCode < 500)
            {
                findings.Break("I4", $"{jobId} is completed, but its download answers {(int)answer.StatusCode}");
            }
        }
    }
}
