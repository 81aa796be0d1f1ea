using System.ComponentModel;

namespace IntelliAvatar.Server.Media.Processes;

/// <summary>A network of its own, with nothing in it, for tools that open files of strangers (unshare(1), user and network namespace).</summary>
internal static class NetworkNamespace
{
    private static readonly Lazy<bool> Tried = new(() => Task.Run(WorksAsync).GetAwaiter().GetResult());

    /// <summary>The words before a command that give it one.</summary>
    public static IReadOnlyList<string> Enter { get; } = ["unshare", "-rn", "--"];

    /// <summary>Some kernels and most containers do not let users have one. Tried once.</summary>
    public static bool Works => Tried.Value;

    private static async Task<bool> WorksAsync()
    {
        try
        {
            var command = new ChildCommand(Enter[0], [.. Enter.Skip(1), "ffmpeg", "-version"]);
            return (await ChildProcess.RunAsync(command, CancellationToken.None)).Succeeded;
        }
        catch (Exception missing) when (missing is Win32Exception or IOException)
        {
            return false;
        }
    }
}
