using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Storage;

/// <summary>Files by key on the local disk.</summary>
public sealed class DiskFileStore(IOptions<StorageOptions> options) : IFileStore
{
    internal static readonly string[] Folders = ["uploads", "outputs", "incoming", "avatars"];

    private readonly string _root = options.Value.Folder;

    public string KeyFor(string name, string tryId) => name;

    public Task StageAsync(string source, string key, CancellationToken cancel)
    {
        if (!StorageKeys.IsKey(source))
        {
            Durable.Sync(source);
        }
        else if (!File.Exists(PathOf(source)))
        {
            throw new FileNotFoundException($"{source} is not stored.");
        }

        return Task.CompletedTask;
    }

    /// <summary>A copy is the same file under a second name: stored files never change.</summary>
    public Task PublishAsync(string source, string key, CancellationToken cancel)
    {
        if (StorageKeys.IsKey(source))
        {
            Durable.Copy(PathOf(source), PathOf(key));
        }
        else
        {
            Durable.Name(source, PathOf(key));
        }

        return Task.CompletedTask;
    }

    public Task<StoredFile?> OpenAsync(string key, CancellationToken cancel)
    {
        var path = PathOf(key);
        if (!File.Exists(path))
        {
            return Task.FromResult<StoredFile?>(null);
        }

        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, useAsync: true);
        return Task.FromResult<StoredFile?>(new(file, new DateTimeOffset(File.GetLastWriteTimeUtc(file.SafeFileHandle))));
    }

    public Task<string> LocalAsync(string key, Scratch scratch, CancellationToken cancel) =>
        PathOf(key) is var path && File.Exists(path) ? Task.FromResult(path) : throw new FileNotFoundException($"{key} is not stored.");

    public Uri? LinkTo(string key, string name) => null;

    /// <summary>The folder of an upload goes with its last file.</summary>
    public Task RemoveAsync(string key, CancellationToken cancel)
    {
        var path = PathOf(key);
        var folder = Path.GetDirectoryName(path)!;
        if (Directory.Exists(folder))
        {
            File.Delete(path);
            if (!StorageKeys.IsOutput(key) && !Directory.EnumerateFileSystemEntries(folder).Any())
            {
                Directory.Delete(folder);
            }
        }

        return Task.CompletedTask;
    }

    public IAsyncEnumerable<StoredKey> ListKeysAsync(CancellationToken cancel) =>
        Folders
            .Select(folder => new DirectoryInfo(Path.Combine(_root, folder)))
            .Where(folder => folder.Exists)
            .SelectMany(folder => folder.EnumerateFiles("*", SearchOption.AllDirectories))
            .Select(file => new StoredKey(Path.GetRelativePath(_root, file.FullName), new DateTimeOffset(file.LastWriteTimeUtc)))
            .Where(file => StorageKeys.IsKey(file.Key))
            .ToAsyncEnumerable();

    /// <summary>Nothing: <see cref="Workspace.SweepDead"/> does it.</summary>
    public Task<int> AbandonAsync(DateTimeOffset begunBefore, Func<string, bool> isOurs, CancellationToken cancel) => Task.FromResult(0);

    public async Task<string?> ReadMarkAsync(CancellationToken cancel)
    {
        try
        {
            return await File.ReadAllTextAsync(MarkPath, cancel);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public async Task WriteMarkAsync(string text, CancellationToken cancel)
    {
        Directory.CreateDirectory(_root);
        var unfinished = $"{MarkPath}.{Guid.NewGuid():N}";
        try
        {
            await File.WriteAllTextAsync(unfinished, text, cancel);
            File.Move(unfinished, MarkPath, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    /// <summary>Nothing: the folder is made when it is needed, and a workspace that cannot be made stops the start.</summary>
    public Task<string?> WhatIsWrongAsync(CancellationToken cancel) => Task.FromResult<string?>(null);

    private string MarkPath => Path.Combine(_root, StorageMark.Name);

    private string PathOf(string key) => Path.Combine(_root, StorageKeys.Checked(key));
}
