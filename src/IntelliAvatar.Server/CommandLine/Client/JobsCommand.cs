using System.CommandLine;

namespace IntelliAvatar.Server.CommandLine.Client;

/// <summary><c>intelliavatar jobs</c>: what became of the jobs of a server. A table of contents.</summary>
internal static class JobsCommand
{
    public static Command Create() => new("jobs", "List, follow, cancel, repeat, fetch and delete the jobs of a server.")
    {
        JobsList.Create(),
        JobsShow.Create(),
        JobsWatch.Create(),
        JobsCancel.Create(),
        JobsRetry.Create(),
        JobsDownload.Create(),
        JobsDelete.Create(),
    };
}
