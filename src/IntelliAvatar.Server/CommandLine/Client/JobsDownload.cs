using System.CommandLine;

namespace IntelliAvatar.Server.CommandLine.Client;

/// <summary><c>intelliavatar jobs download</c>: the finished video.</summary>
internal static class JobsDownload
{
    public static Command Create()
    {
        var jobId = ClientOptions.JobId();
        var output = ClientOptions.Out("Where it goes; the job's id and .mp4, here, unless given.");
        var command = new Command("download", "Fetch the video of a completed job; goes on where an earlier download was cut.") { jobId, output };
        return command.Asks(async (parsed, server, cancel) =>
        {
            var id = parsed.GetValue(jobId)!;
            var target = parsed.GetValue(output)?.FullName ?? Path.GetFullPath($"{id}.mp4");
            var exit = await ToAsync(server, id, target, cancel);
            if (exit == 0)
            {
                Console.Say(target);
            }

            return exit;
        });
    }

    /// <returns>The exit code.</returns>
    public static async Task<int> ToAsync(ApiClient server, string jobId, string target, CancellationToken cancel)
    {
        var refusal = await Console.WithProgressAsync("Downloading", bar => new VideoDownload(server, Console.Tell).FetchAsync(jobId, target, bar, cancel));
        return refusal is null ? 0 : Console.Refused(refusal);
    }
}
