using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Storage;

/// <summary>Files by key on the local disk. Keys are ours (<c>uploads/{job_id}/{job_id}.mp4</c>); no name from outside ever becomes one.</summary>
public sealed partial class DiskFileStore(IOptions<StorageOptions> options)
{
    private static readonly string[] Folders = ["uploads", "outputs"];

    public string Root { get; } = options.Value.Root;

    /// <summary>Whether this is a key of the kind that this program makes.</summary>
    public static bool IsKey(string key) => Key().IsMatch(key);

    /// <summary>Where the file of this key lies, or would lie.</summary>
    /// <exception cref="ArgumentException">Not a key that this program makes.</exception>
    public string PathOf(string key) =>
        IsKey(key) ? Path.Combine(Root, key) : throw new ArgumentException($"'{key}' is not a storage key.", nameof(key));

    /// <summary>Gives a finished temporary file its key. Readers see all of it or what was there before. The temporary name stays until its owner removes it.</summary>
    /// <exception cref="IOException">The disk refused; nothing has changed.</exception>
    public void Publish(string temporary, string key) => Durable.Name(temporary, PathOf(key));

    /// <summary>Removes the file, and its folder when that is empty now. A missing file is no error.</summary>
    public void Remove(string key)
    {
        var path = PathOf(key);
        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
        {
            return;
        }

        File.Delete(path);
        if (folder.Length > Path.Combine(Root, "uploads").Length && !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }
    }

    /// <summary>The keys of all files that are there now.</summary>
    public IEnumerable<string> Keys() =>
        Folders
            .Select(folder => Path.Combine(Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Root, path))
            .Where(IsKey);

    [GeneratedRegex(@"^(uploads/[0-9a-f-]{36}|outputs)/[0-9a-f-]{36}\.(mp4|wav|phones)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Key();
}
