using System.Diagnostics;

namespace IntelliAvatar.Benchmarks;

/// <summary>The real program in a process of its own.</summary>
internal sealed class ServerUnderTest : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly Process _process;

    private ServerUnderTest(Process process, Uri url) => (_process, Url) = (process, url);

    public Uri Url { get; }

    public int Id => _process.Id;

    /// <param name="folder">Its working directory.</param>
    /// <param name="database">As <c>Database:Url</c> writes it; null: its own SQLite file in the folder.</param>
    public static async Task<ServerUnderTest> StartAsync(string folder, string? database, CancellationToken cancel)
    {
        string[] role = database is null ? [] : ["--role", "api"];
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "intelliavatar.dll"), "serve", "--urls", "http://127.0.0.1:0", .. role])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };

        // Whoever runs this may have a server of their own configured.
        foreach (var name in start.Environment.Keys.Where(name => name is "DATABASE_URL" or "MODEL_SERVER_URL" or "SARVAM_API_KEY" || name.Contains("__", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        if (database is not null)
        {
            start.Environment["DATABASE_URL"] = database;
        }

        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync(cancel) is { } line)
        {
            if (line.IndexOf(Listening, StringComparison.Ordinal) is var at and >= 0)
            {
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, cancel);
                return new ServerUnderTest(process, new Uri(line[(at + Listening.Length)..].Trim()));
            }
        }

        throw new InvalidOperationException("The server ended before it listened.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
