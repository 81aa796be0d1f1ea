using System.Diagnostics;

namespace IntelliAvatar.Server.Tests.Support;

/// <summary>An ffmpeg that says that it has made one second, and then waits with each conversion until the test lets it go on.</summary>
public sealed class HeldConversions
{
    private readonly Sandbox _sandbox;
    private readonly string _folder;

    public HeldConversions(Sandbox sandbox)
    {
        _sandbox = sandbox;
        Hold();
        var script = _sandbox.Write(
            Path.Combine("held", "ffmpeg"),
            $"""
            #!/bin/sh
            case "$*" in *libx264*)
                echo "$*" >>{Log}
                if [ -e {Held} ]; then
                    echo frame=25
                    echo $$ >{Child}.new; mv {Child}.new {Child}
                    while [ -e {Held} ]; do sleep 0.05; done
                fi;;
            esac
            exec /usr/bin/ffmpeg "$@"

            """);
        _folder = Path.GetDirectoryName(script)!;
        using var chmod = Process.Start("chmod", ["+x", script]);
        chmod.WaitForExit();
    }

    /// <summary>Makes a server use it.</summary>
    public Dictionary<string, string> Environment => new() { ["PATH"] = $"{_folder}:{System.Environment.GetEnvironmentVariable("PATH")}" };

    /// <summary>How many conversions were begun.</summary>
    public int Count => File.Exists(Log) ? File.ReadAllLines(Log).Length : 0;

    private string Held => _sandbox.Path("held.hold");

    private string Child => _sandbox.Path("held.child");

    private string Log => _sandbox.Path("held.log");

    public void Hold() => _sandbox.Write("held.hold", "");

    public void GoOn() => File.Delete(Held);

    /// <summary>Waits until a conversion waits; gives its folder in /proc, which is there as long as it lives.</summary>
    public async Task<string> ReachedAsync()
    {
        await Eventually.HoldsAsync(() => File.Exists(Child));
        var process = Path.Combine("/proc", (await File.ReadAllTextAsync(Child)).Trim());
        File.Delete(Child);
        return process;
    }
}
