namespace IntelliAvatar.Benchmarks;

/// <summary>A temporary folder for everything a run of the benchmarks writes.</summary>
internal sealed class BenchFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("intelliavatar-bench-").FullName;

    public string File(string name) => Path.Combine(Root, name);

    public string Folder(string name) => Directory.CreateDirectory(File(name)).FullName;

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
