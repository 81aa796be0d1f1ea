using System.Diagnostics;
using System.Threading.Channels;

namespace IntelliAvatar.Server.Media.Processes;

/// <summary>A child that is meant to stay, for instance a server.</summary>
public sealed class RunningChild : IAsyncDisposable
{
    private const int LinesKept = 1000;
    private const int LongestLine = 8192;

    private readonly Process _process;
    private readonly Channel<string> _output = NewChannel();
    private readonly Channel<string> _errors = NewChannel();

    internal RunningChild(Process process)
    {
        _process = process;
        Id = process.Id;
        process.StandardInput.Close();
        _ = PumpAsync(process.StandardOutput, _output.Writer);
        _ = PumpAsync(process.StandardError, _errors.Writer);
        Exited = WaitAsync(process);
    }

    public int Id { get; }

    /// <summary>Ends with the exit code (128 + n after signal n) when the child has ended, by itself or not.</summary>
    public Task<int> Exited { get; }

    /// <summary>Lines of standard output. When nothing reads, the newest 1,000 wait; a line longer than 8,192 characters comes in parts. Ends when the child closes it.</summary>
    public IAsyncEnumerable<string> OutputLines(CancellationToken cancel) => _output.Reader.ReadAllAsync(cancel);

    /// <summary>The same for standard error.</summary>
    public IAsyncEnumerable<string> ErrorLines(CancellationToken cancel) => _errors.Reader.ReadAllAsync(cancel);

    /// <summary>Kills the child and all it has started, and waits until it is dead.</summary>
    public Task KillAsync() => Exited.IsCompleted ? Task.CompletedTask : ChildProcess.BuryAsync(_process);

    /// <summary>Kills the child if it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        await Exited;
        _process.Dispose();
    }

    private static Channel<string> NewChannel() =>
        Channel.CreateBounded<string>(new BoundedChannelOptions(LinesKept) { FullMode = BoundedChannelFullMode.DropOldest });

    private static async Task<int> WaitAsync(Process process)
    {
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode;
    }

    private static async Task PumpAsync(StreamReader from, ChannelWriter<string> to)
    {
        try
        {
            var buffer = new char[LongestLine];
            int length = 0, read;
            while ((read = await from.ReadAsync(buffer.AsMemory(length))) > 0)
            {
                length = PassOn(buffer, length + read, to);
            }

            if (length > 0)
            {
                to.TryWrite(new string(buffer, 0, length));
            }
        }
        finally
        {
            to.TryComplete();
        }
    }

    /// <summary>Hands on every whole line and moves the begun one to the front; returns its length.</summary>
    private static int PassOn(char[] buffer, int length, ChannelWriter<string> to)
    {
        var rest = buffer.AsSpan(0, length);
        for (int end; (end = rest.IndexOf('\n')) >= 0; rest = rest[(end + 1)..])
        {
            to.TryWrite(new string(rest[..end].TrimEnd('\r')));
        }

        if (rest.Length == buffer.Length)
        {
            to.TryWrite(new string(rest));
            return 0;
        }

        rest.CopyTo(buffer);
        return rest.Length;
    }
}
