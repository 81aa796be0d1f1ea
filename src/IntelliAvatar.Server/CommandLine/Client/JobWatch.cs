using System.Text.Json;

namespace IntelliAvatar.Server.CommandLine.Client;

/// <summary>Stays with a job until it has ended: under a bar on a terminal, else with a line for all that is new.</summary>
internal static class JobWatch
{
    /// <param name="line">Where lines go.</param>
    /// <returns>Its last state, or why it is not known.</returns>
    public static async Task<Answer<JsonDocument>> ToEndAsync(ApiClient server, string jobId, bool hasBar, Action<JobView, JsonElement> line, CancellationToken cancel)
    {
        try
        {
            return hasBar
                ? await Console.WithProgressAsync("The job", bar => FollowAsync(server, jobId, (job, _) => Show(bar, job), cancel))
                : await FollowAsync(server, jobId, line, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            Console.Tell($"The job goes on. Follow it with: intelliavatar jobs watch {jobId} --server {server.Address}");
            throw;
        }
    }

    /// <summary>Says a state, unless it looks like the one before.</summary>
    public static Action<JobView, JsonElement> Lines(Action<string> say)
    {
        string? said = null;
        return (job, _) =>
        {
            var tenth = job is { Status: "IN_PROGRESS", Progress: { } progress } ? $", {Math.Floor(progress * 10) * 10:0} %" : "";
            var state = $"{job.Standing()}{tenth}";
            if (state != said)
            {
                said = state;
                say(Console.Plain($"{job.JobId} {state}{(job.Left() is { } left ? $", {left} left" : "")}"));
            }
        };
    }

    private static async Task<Answer<JsonDocument>> FollowAsync(ApiClient server, string jobId, Action<JobView, JsonElement> show, CancellationToken cancel)
    {
        Answer<JsonDocument> last = default;
        await foreach (var state in new JobFollower(server, Console.Tell).FollowAsync(jobId, cancel))
        {
            last = state;
            if (state.Value is { } json)
            {
                show(JobView.Of(json.RootElement), json.RootElement);
            }
        }

        return last;
    }

    private static void Show(Console.Bar bar, JobView job)
    {
        bar.Title(Console.Plain($"{job.Standing()}{(job.Left() is { } left ? $", {left} left" : "")}"));
        bar.Report(job.Progress ?? 0);
    }
}
