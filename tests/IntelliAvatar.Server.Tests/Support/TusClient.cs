using System.Diagnostics;

namespace IntelliAvatar.Server.Tests.Support;

/// <summary>The official tus client, run by node. It lies in the user's cache, and is fetched from npm when it does not.</summary>
public static class TusClient
{
    private const string Package = "tus-js-client", Version = "4.3.1";

    private static readonly string Folder = Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } caches ? caches : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "intelliavatar", "npm", $"{Package}-{Version}");

    /// <summary>Uploads a file, however often the line breaks, and returns the id of the upload.</summary>
    public static async Task<string> UploadAsync(Uri server, string file, string user)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", Package)))
        {
            Directory.CreateDirectory(Folder);
            await RunAsync("npm", ["install", "--prefix", Folder, "--ignore-scripts", "--no-audit", "--no-fund", $"{Package}@{Version}"]);
        }

        var script = Path.Combine(AppContext.BaseDirectory, "Support", "tus-upload.cjs");
        var url = await RunAsync("node", [script, new Uri(server, "/v1/uploads").AbsoluteUri, file, user]);
        return url.Trim().Split('/')[^1];
    }

    private static async Task<string> RunAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NODE_PATH"] = Path.Combine(Folder, "node_modules");
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
