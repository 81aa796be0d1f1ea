using System.CommandLine;

namespace IntelliAvatar.Server.CommandLine.Client;

/// <summary><c>intelliavatar jobs watch</c>: stays with a job to its end.</summary>
internal static class JobsWatch
{
    public static Command Create()
    {
        var jobId = ClientOptions.JobId();
        var json = ClientOptions.Json("Write each state as one line of JSON.");
        var command = new Command("watch", "Follow a job to its end. The exit code says whether it has a video.") { jobId, json };
        return command.Asks(async (parsed, server, cancel) =>
        {
            var (isJson, id) = (parsed.GetValue(json), parsed.GetValue(jobId)!);
            var (known, unknown) = await server.JobAsync(id, cancel);
            using (known)
            {
                if (known is null)
                {
                    return Console.Refused(unknown!); // only a job that is there is waited for
                }
            }

            var end = await JobWatch.ToEndAsync(
                server, id, hasBar: Console.IsTerminal && !isJson, isJson ? (_, state) => Console.Say(state, isOneOfMany: true) : JobWatch.Lines(Console.Say), cancel);
            return end.Refusal is { } lost ? Console.Refused(lost)
                : JobView.Of(end.Value!.RootElement) is { IsCompleted: false } job ? WaitOptions.NoVideo(job)
                : 0;
        });
    }
}
