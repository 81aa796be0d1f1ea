using System.CommandLine;

namespace IntelliAvatar.Server.CommandLine.Client;

/// <summary><c>intelliavatar jobs retry</c>: an ended job once more, as a new one.</summary>
internal static class JobsRetry
{
    public static Command Create()
    {
        var jobId = ClientOptions.JobId();
        var then = new WaitOptions();
        var command = new Command("retry", "Do an ended job again, as a new job from the same files.") { jobId };
        then.AddTo(command);
        return command.Asks(async (parsed, server, cancel) =>
        {
            var (job, refusal) = await server.AskAsync(
                HttpMethod.Post, ApiClient.JobPath(parsed.GetValue(jobId)!, "/retry"), cancel, idempotencyKey: Guid.NewGuid().ToString());
            return job is null ? Console.Refused(refusal!) : await then.RunAsync(parsed, server, JobView.Of(job.RootElement).JobId, cancel);
        });
    }
}
