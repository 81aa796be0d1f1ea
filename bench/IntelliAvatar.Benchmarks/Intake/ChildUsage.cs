using System.Runtime.InteropServices;

namespace IntelliAvatar.Benchmarks.Intake;

/// <summary>What the child processes that have ended used: getrusage(2) with <c>RUSAGE_CHILDREN</c>.</summary>
internal static partial class ChildUsage
{
    private const int Children = -1;

    /// <returns>Processor seconds of all together, and the peak memory of the largest in megabytes.</returns>
    public static (double Seconds, double Megabytes) Read()
    {
        var usage = new long[18];
        if (GetUsage(Children, usage) != 0)
        {
            throw new InvalidOperationException($"getrusage failed: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        // Two times in seconds and microseconds, then the largest resident set in KiB.
        return (usage[0] + usage[2] + ((usage[1] + usage[3]) / 1e6), usage[4] / 1024.0);
    }

    [LibraryImport("libc", EntryPoint = "getrusage", SetLastError = true)]
    private static partial int GetUsage(int who, [Out] long[] usage);
}
