namespace IntelliAvatar.Server.Media;

/// <summary>A foreign file and what it is by its bytes.</summary>
internal sealed record SourceFile(string Path, ContainerFormat Container)
{
    /// <summary>Looks at the first bytes; null when they are of no format we know.</summary>
    public static async Task<SourceFile?> RecogniseAsync(string path, CancellationToken cancel) =>
        ContainerFormat.Of(await ContainerFormat.ReadHeadAsync(path, cancel)) is { } container ? new SourceFile(path, container) : null;
}
