namespace IntelliAvatar.Server.Storage;

/// <summary>Makes a temporary folder on demand, so that its owner can be created without creating the workspace.</summary>
public delegate TempFolder NewScratch();

/// <summary>A folder for the unfinished files of one request or one attempt; it goes when it is disposed.</summary>
public sealed class TempFolder : IDisposable
{
    internal TempFolder(string folder)
    {
        Folder = folder;
        Directory.CreateDirectory(folder);
    }

    public string Folder { get; }

    /// <summary>The path of a file in it; <paramref name="name"/> is a name of ours, never one from outside.</summary>
    public string File(string name) => Path.Combine(Folder, name);

    public void Dispose()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
