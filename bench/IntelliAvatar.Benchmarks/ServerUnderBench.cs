using System.Diagnostics;

namespace IntelliAvatar.Benchmarks;

/// <summary>The real program in a process of its own, on a free loopback port.</summary>
internal sealed class ServerUnderBench : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly Process _process;

    private ServerUnderBench(Process process) => _process = process;

    public int Id => _process.Id;

    // Who asks faster than is answered waits here: else the machine runs out of sockets.
    public HttpClient Http { get; } = new(new SocketsHttpHandler { MaxConnectionsPerServer = 2000 }) { Timeout = TimeSpan.FromMinutes(10) };

    /// <param name="folder">Its working directory; storage and database lie in it.</param>
    public static async Task<ServerUnderBench> StartAsync(string folder, CancellationToken cancel, params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "intelliavatar.dll"), "serve", "--urls", "http://127.0.0.1:0", "--Storage:Reserve=0", .. settings])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };

        // Whoever runs this may have a server of their own configured.
        foreach (var name in start.Environment.Keys.Where(name => name is "DATABASE_URL" or "MODEL_SERVER_URL" or "SARVAM_API_KEY" || name.Contains("__", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        var server = new ServerUnderBench(Process.Start(start)!);
        server.Http.BaseAddress = await server.AddressAsync(cancel);
        return server;
    }

    /// <summary>Sends a form; what is not a file's path is text.</summary>
    public async Task SubmitAsync(string to, CancellationToken cancel, params (string Name, string? Text, string? File)[] parts)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, text, file) in parts)
        {
            if (file is null)
            {
                form.Add(new StringContent(text!), name);
            }
            else
            {
                form.Add(new StreamContent(File.OpenRead(file)), name, Path.GetFileName(file));
            }
        }

        using var answer = await Http.PostAsync(to, form, cancel);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(await answer.Content.ReadAsStringAsync(cancel));
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private async Task<Uri> AddressAsync(CancellationToken cancel)
    {
        while (await _process.StandardOutput.ReadLineAsync(cancel) is { } line)
        {
            if (line.IndexOf(Listening, StringComparison.Ordinal) is var at and >= 0)
            {
                _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, cancel);
                return new Uri(line[(at + Listening.Length)..].Trim());
            }
        }

        throw new InvalidOperationException("The server ended before it listened.");
    }
}
