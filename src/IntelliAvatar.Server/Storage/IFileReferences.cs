using System.Data.Common;

namespace IntelliAvatar.Server.Storage;

/// <summary>The rows of one kind that name stored files. A file that none of them names is an orphan, and the next sweep removes it.</summary>
public interface IFileReferences
{
    /// <summary>Whether only these rows could name the file.</summary>
    bool Owns(string key);

    /// <summary>Lets go of what has had its time.</summary>
    Task ExpireAsync(CancellationToken cancel);

    /// <summary>The files that the rows name, those of the newest rows first, read page by page.</summary>
    IAsyncEnumerable<NamedFile> NamedAsync(DbConnection connection, CancellationToken cancel);

    /// <summary>Those of the keys that no row names.</summary>
    Task<IReadOnlyCollection<string>> UnnamedAsync(DbConnection connection, IReadOnlyCollection<string> keys, CancellationToken cancel);

    /// <summary>Removes a file, if no row names it: then no row ever will.</summary>
    Task<bool> RemoveUnnamedAsync(string key, CancellationToken cancel);
}
