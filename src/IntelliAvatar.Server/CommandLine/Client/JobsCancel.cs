using System.CommandLine;

namespace IntelliAvatar.Server.CommandLine.Client;

/// <summary><c>intelliavatar jobs cancel</c>: cancels jobs.</summary>
internal static class JobsCancel
{
    public static Command Create()
    {
        var jobIds = ClientOptions.JobIds();
        var command = new Command("cancel", "Cancel jobs.") { jobIds };
        return command.Asks(async (parsed, server, cancel) =>
        {
            var exit = 0;
            foreach (var jobId in parsed.GetValue(jobIds)!)
            {
                var (job, refusal) = await server.AskAsync(HttpMethod.Post, ApiClient.JobPath(jobId, "/cancel"), cancel);
                if (job is null)
                {
                    exit = Console.Refused(refusal!);
                    continue;
                }

                Console.Say($"{jobId} {Console.Plain(JobView.Of(job.RootElement).Standing())}");
            }

            return exit;
        });
    }
}
