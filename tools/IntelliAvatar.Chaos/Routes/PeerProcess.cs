using System.Globalization;
using System.Net;

namespace IntelliAvatar.Chaos.Routes;

/// <summary>Which process a loopback connection comes from, by the kernel's tables.</summary>
internal static class PeerProcess
{
    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <param name="peer">The client's end.</param>
    /// <param name="pids">Who may have made it.</param>
    /// <returns>The position in <paramref name="pids"/>; -1: none of them, or the connection is gone already.</returns>
    public static int IndexOf(IPEndPoint peer, IPEndPoint here, IReadOnlyList<int?> pids)
    {
        if (SocketOf(peer.Port, here.Port) is not { } socket)
        {
            return -1;
        }

        for (var index = 0; index < pids.Count; index++)
        {
            if (pids[index] is { } pid && Holds(pid, socket))
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>A line of the table: number, local address, remote address, state, queues, timers, retransmits, user, timeout, inode.</summary>
    private static string? SocketOf(int localPort, int remotePort)
    {
        var (local, remote) = (Hex(localPort), Hex(remotePort));
        return Tables.Where(File.Exists).SelectMany(File.ReadLines).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length > 9 && words[1].EndsWith(local, StringComparison.Ordinal) && words[2].EndsWith(remote, StringComparison.Ordinal))
            .Select(words => $"socket:[{words[9]}]").FirstOrDefault();
    }

    private static string Hex(int port) => ":" + port.ToString("X4", CultureInfo.InvariantCulture);

    private static bool Holds(int pid, string socket)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries($"/proc/{pid}/fd").Any(link => new FileInfo(link).LinkTarget == socket);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
