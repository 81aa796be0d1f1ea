using System.CommandLine;

namespace IntelliAvatar.Server.CommandLine.Client;

/// <summary><c>intelliavatar jobs delete</c>: ended jobs are forgotten, with their files.</summary>
internal static class JobsDelete
{
    public static Command Create()
    {
        var jobIds = ClientOptions.JobIds();
        var command = new Command("delete", "Delete jobs that have ended, with all their files.") { jobIds };
        return command.Asks(async (parsed, server, cancel) =>
        {
            var exit = 0;
            foreach (var jobId in parsed.GetValue(jobIds)!)
            {
                if ((await server.AskAsync(HttpMethod.Delete, ApiClient.JobPath(jobId), cancel)).Refusal is { } refusal)
                {
                    exit = Console.Refused(refusal);
                    continue;
                }

                Console.Say($"{jobId} deleted");
            }

            return exit;
        });
    }
}
