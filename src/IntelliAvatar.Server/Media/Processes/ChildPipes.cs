namespace IntelliAvatar.Server.Media.Processes;

/// <summary>What flows into and out of a child while it runs.</summary>
public sealed record ChildPipes
{
    /// <summary>Writes the child's standard input, which is closed afterwards; null = empty input.</summary>
    public Func<Stream, CancellationToken, Task>? Input { get; init; }

    /// <summary>Reads the child's standard output; null = the beginning of it is kept in <see cref="ChildExit.Output"/>.</summary>
    public Func<Stream, CancellationToken, Task>? Output { get; init; }

    public static ChildPipes None { get; } = new();

    public static ChildPipes Feed(ReadOnlyMemory<byte> input) =>
        new() { Input = async (stdin, cancel) => await stdin.WriteAsync(input, cancel) };
}
