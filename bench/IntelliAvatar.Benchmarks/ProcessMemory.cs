using System.Globalization;

namespace IntelliAvatar.Benchmarks;

/// <summary>Memory of processes as Linux counts it (proc(5)).</summary>
internal static class ProcessMemory
{
    private const double KilobytesPerMegabyte = 1024;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    /// <summary>The most that a process ever held, MB; 0 when it is gone.</summary>
    public static double PeakOf(int process) => Status(process, "VmHWM:");

    /// <summary>What a process and all it has started hold now, MB. Shared pages count once for each.</summary>
    public static double NowOfTree(int process) => Status(process, "VmRSS:") + Children(process).Sum(NowOfTree);

    /// <summary>Watches a process and its tree until told to stop.</summary>
    /// <returns>The most that the process ever held, and the most that the tree held at one of the looks, MB.</returns>
    public static async Task<(double Own, double Tree)> WatchAsync(int process, CancellationToken stop)
    {
        var (own, tree) = (0.0, 0.0);
        while (!stop.IsCancellationRequested)
        {
            (own, tree) = (Math.Max(own, PeakOf(process)), Math.Max(tree, NowOfTree(process)));
            await Task.Delay(BetweenLooks, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return (own, tree);
    }

    private static double Status(int process, string field) =>
        Lines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith(field, StringComparison.Ordinal)) is { } line
            ? double.Parse(line[field.Length..].Replace("kB", ""), CultureInfo.InvariantCulture) / KilobytesPerMegabyte
            : 0;

    private static IEnumerable<int> Children(int process)
    {
        var tasks = $"/proc/{process}/task";
        return Directory.Exists(tasks) ? Tasks(tasks).SelectMany(task => Lines($"{task}/children")).SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(int.Parse) : [];
    }

    private static string[] Tasks(string folder)
    {
        try
        {
            return Directory.GetDirectories(folder);
        }
        catch (IOException)
        {
            return [];
        }
    }

    // The process may end between any two looks.
    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (IOException)
        {
            return [];
        }
    }
}
