using System.Diagnostics;
using System.Globalization;

namespace IntelliAvatar.Benchmarks;

/// <summary>What a piece of work took: seconds on the wall, and seconds of processors, those of finished child processes too.</summary>
internal readonly record struct Cost(double Wall, double Processor)
{
    // USER_HZ, which Linux has fixed at 100 for all programs.
    private const double TicksPerSecond = 100;

    public static async Task<Cost> OfAsync(Func<Task> work)
    {
        var (began, before) = (Stopwatch.GetTimestamp(), ProcessorSeconds());
        await work();
        return new Cost(Stopwatch.GetElapsedTime(began).TotalSeconds, ProcessorSeconds() - before);
    }

    /// <summary>utime + stime + cutime + cstime of proc(5); they follow the name, which may hold blanks.</summary>
    private static double ProcessorSeconds()
    {
        var stat = File.ReadAllText("/proc/self/stat");
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[11..15].Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture)) / TicksPerSecond;
    }
}
