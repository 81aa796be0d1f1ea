using System.Diagnostics;

namespace IntelliAvatar.Server.Media.Processes;

/// <summary>Puts the guards of util-linux around a command: setpriv (dies with its parent), prlimit, nice.</summary>
/// <remarks>
/// Each of them becomes the next by exec, so the child is one process and the parent-death signal is the program's own.
/// timeout(1) is left out on purpose: it forks, the signal would then end timeout and leave the program running without any limit of time.
/// RLIMIT_NPROC is left out too: it counts all threads of the user, and a desktop has more than any sensible limit.
/// </remarks>
internal static class ChildWrapper
{
    public static ProcessStartInfo Wrap(ChildCommand command)
    {
        // New credentials may clear the parent-death signal: the namespace comes before setpriv.
        string[] words = [.. command.WithoutNetwork && NetworkNamespace.Works ? NetworkNamespace.Enter : [], "setpriv", .. Guards(command), command.Program, .. command.Arguments];
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = command.WorkingDirectory ?? "",
        };
        start.Environment.Clear();
        foreach (var (name, value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static IEnumerable<string> Guards(ChildCommand command)
    {
        yield return "--pdeathsig";
        yield return "KILL";
        yield return "--";
        if (command.Limits is { } limits)
        {
            yield return "prlimit";
            yield return $"--as={limits.AddressSpaceBytes}";
            // At the first limit comes SIGXCPU, which can be told from other ends, at the second SIGKILL.
            var seconds = (long)Math.Ceiling(limits.CpuTime.TotalSeconds);
            yield return $"--cpu={seconds}:{seconds + 5}";
            if (limits.DataBytes is { } data)
            {
                yield return $"--data={data}";
            }

            yield return $"--fsize={limits.FileBytes}";
            yield return $"--nofile={limits.OpenFiles}";
            yield return "--core=0";
            yield return "--";
        }

        if (command.Niceness > 0)
        {
            yield return "nice";
            yield return "-n";
            yield return $"{command.Niceness}";
        }
    }
}
