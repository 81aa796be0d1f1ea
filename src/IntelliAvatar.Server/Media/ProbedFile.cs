namespace IntelliAvatar.Server.Media;

/// <summary>A foreign file that ffprobe could read, or a copy of it without the streams that stood in the way. Disposing deletes the copy.</summary>
internal sealed record ProbedFile(SourceFile Source, MediaInfo Info, TemporaryOutput? Copy = null, bool WithoutSound = false) : IDisposable
{
    public void Dispose() => Copy?.Dispose();
}
