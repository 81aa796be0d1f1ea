using System.Diagnostics;

namespace IntelliAvatar.Server.Tests.Support;

/// <summary>An official client from npm, run by node. It lies in the user's cache, and is fetched when it does not.</summary>
public sealed class NpmPackage(string name, string version)
{
    private readonly string _folder = Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } caches ? caches : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "intelliavatar", "npm", $"{name}-{version}");

    /// <summary>Runs a script of this folder and returns what it prints.</summary>
    public async Task<string> RunAsync(string script, params string[] arguments)
    {
        if (!Directory.Exists(Path.Combine(_folder, "node_modules", name)))
        {
            Directory.CreateDirectory(_folder);
            await StartAsync("npm", ["install", "--prefix", _folder, "--ignore-scripts", "--no-audit", "--no-fund", $"{name}@{version}"]);
        }

        return await StartAsync("node", [Path.Combine(AppContext.BaseDirectory, "Support", script), .. arguments]);
    }

    private async Task<string> StartAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NODE_PATH"] = Path.Combine(_folder, "node_modules");
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(3), TimeProvider.System);
        try
        {
            var (said, errors) = (process.StandardOutput.ReadToEndAsync(deadline.Token), process.StandardError.ReadToEndAsync(deadline.Token));
            await process.WaitForExitAsync(deadline.Token);
            Assert.True(process.ExitCode == 0, $"{program} failed: {await errors}");
            return await said;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
