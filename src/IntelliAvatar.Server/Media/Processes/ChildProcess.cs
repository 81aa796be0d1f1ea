using System.Diagnostics;
using System.Text;

namespace IntelliAvatar.Server.Media.Processes;

/// <summary>Starts programs. Each gets an argument list and a deadline, is reaped, and dies when this process dies, even by kill -9.</summary>
public static class ChildProcess
{
    private static readonly TimeSpan LettingGo = TimeSpan.FromSeconds(5);

    public static Task<ChildExit> RunAsync(ChildCommand command, CancellationToken cancel) =>
        RunAsync(command, ChildPipes.None, cancel);

    /// <summary>Runs a program to its end. When this returns or throws, its whole process tree is gone.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> came first; the child was killed.</exception>
    /// <remarks>What a pipe throws is thrown on after the child is buried, except that a child which stops listening to its
    /// input tells why by its exit code.</remarks>
    public static async Task<ChildExit> RunAsync(ChildCommand command, ChildPipes pipes, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        using var process = await SpawningThread.StartAsync(ChildWrapper.Wrap(command));
        // A child lives in real time, whatever clock the rest of the program has been given.
        using var deadline = new CancellationTokenSource(command.Deadline, TimeProvider.System);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel, deadline.Token);
        try
        {
            return await ConverseAsync(process, command, pipes, end);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return new ChildExit(process.ExitCode, PastDeadline: true, [], $"{command.Program} was ended after {command.Deadline.TotalSeconds:0} s.", OutputCut: false);
        }
    }

    /// <summary>Starts a program that is meant to stay. It ends by itself, by <see cref="RunningChild.KillAsync"/>, or with us.</summary>
    public static async Task<RunningChild> StartAsync(ChildCommand command, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return new RunningChild(await SpawningThread.StartAsync(ChildWrapper.Wrap(command)));
    }

    /// <summary>Kills the process and all it has started, and waits until it is dead. Does nothing to one that has ended.</summary>
    internal static async Task BuryAsync(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        await process.WaitForExitAsync(CancellationToken.None);
    }

    private static async Task<ChildExit> ConverseAsync(Process process, ChildCommand command, ChildPipes pipes, CancellationTokenSource end)
    {
        var errors = BoundedReader.ReadAsync(process.StandardError.BaseStream, command.MaxErrorBytes, end.Token);
        var output = pipes.Output is { } consume
            ? ConsumeAsync(consume, process.StandardOutput.BaseStream, end.Token)
            : BoundedReader.ReadAsync(process.StandardOutput.BaseStream, command.MaxOutputBytes, end.Token);
        var input = FeedAsync(pipes.Input, process, end.Token);

        try
        {
            // Whichever pipe fails first ends the conversation: the others would wait for a child that waits for them.
            await foreach (var pipe in Task.WhenEach(errors, output, input).WithCancellation(end.Token))
            {
                await pipe;
            }

            await process.WaitForExitAsync(end.Token);
        }
        finally
        {
            // The callers' ends of the pipes must have let go before we return: they write to what the caller disposes.
            await BuryAsync(process);
            await end.CancelAsync();
            await Task.WhenAll(errors, output, input).WaitAsync(LettingGo, TimeProvider.System, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (process.ExitCode == 0 && await input is { } brokenPipe)
        {
            throw brokenPipe;
        }

        var (kept, cut) = await output;
        var (said, _) = await errors;
        return new ChildExit(process.ExitCode, PastDeadline: false, kept, Encoding.UTF8.GetString(said), cut);
    }

    private static async Task<(byte[] Kept, bool Cut)> ConsumeAsync(Func<Stream, CancellationToken, Task> consume, Stream stdout, CancellationToken cancel)
    {
        await consume(stdout, cancel);
        await BoundedReader.ReadAsync(stdout, 0, cancel);
        return ([], false);
    }

    private static async Task<IOException?> FeedAsync(Func<Stream, CancellationToken, Task>? produce, Process process, CancellationToken cancel)
    {
        IOException? broken = null;
        var stdin = process.StandardInput.BaseStream;
        try
        {
            if (produce is not null)
            {
                await produce(stdin, cancel);
            }
        }
        catch (IOException exception)
        {
            broken = exception;
        }

        await stdin.DisposeAsync();
        return broken;
    }
}
