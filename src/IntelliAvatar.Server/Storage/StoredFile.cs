namespace IntelliAvatar.Server.Storage;

/// <summary>A stored file, open.</summary>
/// <param name="Content">Seekable; the caller disposes it.</param>
public sealed record StoredFile(Stream Content, DateTimeOffset WrittenAt) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}
