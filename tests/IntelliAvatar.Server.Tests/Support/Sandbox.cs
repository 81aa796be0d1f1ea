namespace IntelliAvatar.Server.Tests.Support;

/// <summary>A folder of one test's own; it goes when the test ends.</summary>
public sealed class Sandbox : IDisposable
{
    public Sandbox() => Folder = Directory.CreateTempSubdirectory("intelliavatar-test-").FullName;

    public string Folder { get; }

    public string Path(params string[] parts) => System.IO.Path.Combine([Folder, .. parts]);

    /// <summary>Writes a file and returns its path.</summary>
    public string Write(string name, string content)
    {
        var path = Path(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
