using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Storage;

/// <summary>Files by key on the local disk.</summary>
public sealed class DiskFileStore(IOptions<StorageOptions> options) : IFileStore
{
    internal static readonly string[] Folders = ["uploads", "outputs", "incoming", "avatars"];
    private const int CopyDigits = 32;

    private readonly string _root = options.Value.Folder;

    /// <summary>Those of the folders that are on another file system than the work folder: what is published there is copied there first.</summary>
    private readonly ConcurrentDictionary<string, bool> _apart = new(StringComparer.Ordinal);

    public string KeyFor(string name, string tryId) => name;

    public Task StageAsync(string source, string key, CancellationToken cancel)
    {
        if (!StorageKeys.IsKey(source))
        {
            DurableFile.Sync(source);
            if (_apart.ContainsKey(FolderOf(key)))
            {
                DurableFile.Duplicate(source, CopyOf(source, key));
            }
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
            DurableFile.Copy(PathOf(source), PathOf(key));
        }
        else
        {
            Name(source, key);
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

    public Task<string> LocalAsync(string key, TempFolder scratch, CancellationToken cancel) =>
        PathOf(key) is var path && File.Exists(path) ? Task.FromResult(path) : throw new FileNotFoundException($"{key} is not stored.");

    public Uri? PresignedUrl(string key, string name) => null;

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

    /// <summary>Copies that never got their key. All else is in the work folder, where <see cref="Workspace.SweepDead"/> removes it.</summary>
    public Task<int> AbortStaleUploadsAsync(DateTimeOffset begunBefore, Func<string, bool> isOurs, CancellationToken cancel)
    {
        var left = Folders
            .Select(folder => new DirectoryInfo(Path.Combine(_root, folder)))
            .Where(folder => folder.Exists)
            .SelectMany(folder => folder.EnumerateFiles("*", SearchOption.AllDirectories))
            .Where(file => new DateTimeOffset(file.LastWriteTimeUtc) < begunBefore
                && KeyOfCopy(Path.GetRelativePath(_root, file.FullName)) is { } key && isOurs(key))
            .ToList();
        left.ForEach(file => file.Delete());
        return Task.FromResult(left.Count);
    }

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
    public Task<string?> CheckAsync(CancellationToken cancel) => Task.FromResult<string?>(null);

    private string MarkPath => Path.Combine(_root, StorageMark.Name);

    private void Name(string source, string key)
    {
        var copy = CopyOf(source, key);
        if (!File.Exists(copy))
        {
            try
            {
                DurableFile.Name(source, PathOf(key));
                return;
            }
            catch (IOException apart) when (apart.IsOtherFileSystem())
            {
                _apart[FolderOf(key)] = true;
                DurableFile.Duplicate(source, copy);
            }
        }

        DurableFile.Move(copy, PathOf(key));
    }

    /// <summary>Beside its final place, and no other file's: <c>outputs/{job_id}.mp4.{32 digits}</c>.</summary>
    private string CopyOf(string source, string key) =>
        $"{PathOf(key)}.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source)))[..CopyDigits]}";

    private static string? KeyOfCopy(string name) =>
        Path.GetExtension(name) is { Length: CopyDigits + 1 } digits && digits[1..].All(char.IsAsciiHexDigitLower)
            && name[..^digits.Length] is var key && StorageKeys.IsKey(key)
                ? key
                : null;

    private static string FolderOf(string key) => key.Split('/')[0];

    private string PathOf(string key) => Path.Combine(_root, StorageKeys.Checked(key));
}
