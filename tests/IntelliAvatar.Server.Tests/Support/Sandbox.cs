namespace IntelliAvatar.Server.Tests.Support;

/// <summary>A folder of one test's own; it goes when the test ends.</summary>
public sealed class Sandbox : IDisposable
{
    public Sandbox()
        : this(Directory.CreateTempSubdirectory("intelliavatar-test-").FullName)
    {
    }

    private Sandbox(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>One for thousands of writes that need not outlive the machine: where fsync costs nothing, if there is such a place.</summary>
    public static Sandbox InMemory() =>
        Directory.Exists("/dev/shm") ? new Sandbox(Directory.CreateDirectory($"/dev/shm/intelliavatar-test-{Guid.NewGuid():N}").FullName) : new Sandbox();

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
