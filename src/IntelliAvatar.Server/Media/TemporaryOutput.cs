using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Media;

/// <summary>A file being written beside its final place. It appears there whole and on disk, or not at all.</summary>
internal sealed class TemporaryOutput(string finalPath) : IDisposable
{
    /// <summary>Where to write.</summary>
    public string Path { get; } = System.IO.Path.Combine(
        System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(finalPath))!, $".{Guid.NewGuid():N}.part");

    /// <summary>Makes the file durable, then visible under its final name, replacing what was there.</summary>
    /// <exception cref="IOException">The disk did not take it.</exception>
    public void Publish() => DurableFile.Move(Path, System.IO.Path.GetFullPath(finalPath));

    public void Dispose() => File.Delete(Path);
}
