namespace IntelliAvatar.Server.Media;

/// <summary>A foreign file and what it is by its bytes.</summary>
internal sealed record SourceFile(string Path, ContainerFormat Container)
{
    /// <summary>How many zeros may stand before an mp3: some recorders leave room for a header that they never write.</summary>
    private const int MostZeros = 1 << 20;

    /// <summary>What people call such a file: of one container there are several kinds.</summary>
    public string Kind { get; init; } = Container.Name;

    /// <summary>Bytes before its beginning that say nothing.</summary>
    public int Skip { get; init; }

    /// <summary>Of a still picture, whose size was read from its header before; null: as many as of a video are allowed.</summary>
    public long? Pixels { get; init; }

    /// <summary>Looks at the first bytes; null when they are of no format we know.</summary>
    public static async Task<SourceFile?> RecogniseAsync(string path, CancellationToken cancel)
    {
        var head = await ContainerFormat.ReadHeadAsync(path, cancel);
        return ContainerFormat.Of(head) is { } container ? new SourceFile(path, container) { Kind = ContainerFormat.Spoken(container, head) }
            : head is [0, 0, 0, 0, ..] ? await BehindZerosAsync(path, cancel)
            : null;
    }

    private static async Task<SourceFile?> BehindZerosAsync(string path, CancellationToken cancel)
    {
        await using var file = File.OpenRead(path);
        var beginning = new byte[MostZeros];
        var read = beginning.AsMemory(0, await file.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, cancel));
        var first = read.Span.IndexOfAnyExcept((byte)0);
        return first >= 0 && ContainerFormat.Of(read.Span[first..]) == ContainerFormat.Mp3 ? new SourceFile(path, ContainerFormat.Mp3) { Skip = first } : null;
    }
}
