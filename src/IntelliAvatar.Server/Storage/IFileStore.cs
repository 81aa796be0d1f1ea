namespace IntelliAvatar.Server.Storage;

/// <summary>
/// Files by key. A file gets its key in two steps: <see cref="StageAsync"/>, slow, before the transaction that makes it known, and
/// <see cref="PublishAsync"/>, short, inside it. Until then no row names it, and readers go by the row.
/// </summary>
/// <exception cref="StorageAwayException">Thrown by every method that asks a store which does not answer.</exception>
public interface IFileStore
{
    /// <summary>
    /// The key under which one try stores what people know by <paramref name="name"/>: that name, or, where a request may be carried out long
    /// after its client gave up, a key that no other try ever has.
    /// </summary>
    /// <param name="tryId">From <see cref="StorageKeys.NewTry"/>.</param>
    string KeyFor(string name, string tryId);

    /// <summary>Makes a finished file safe, so that <see cref="PublishAsync"/> is short. May be done again.</summary>
    /// <param name="source">A temporary file's path, or the key of a stored file that the store copies.</param>
    /// <exception cref="IOException">The store refused; nothing has changed that anybody sees.</exception>
    /// <exception cref="FileNotFoundException">There is no stored file of that key.</exception>
    Task StageAsync(string source, string key, CancellationToken cancel);

    /// <summary>Gives a staged file its key, all of it or nothing. A temporary name stays until its owner removes it.</summary>
    /// <param name="source">As it was staged.</param>
    /// <exception cref="IOException">The store refused, or has the staged file no more.</exception>
    Task PublishAsync(string source, string key, CancellationToken cancel);

    /// <summary>Opens the file for reading anywhere in it; null when there is none.</summary>
    Task<StoredFile?> OpenAsync(string key, CancellationToken cancel);

    /// <summary>Where this machine can read the file: at its own place, or in a copy that is made in the scratch.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    Task<string> LocalAsync(string key, TempFolder scratch, CancellationToken cancel);

    /// <summary>An address that gives the file to anyone who has it, for a few minutes and under this name; null: serve it yourself.</summary>
    Uri? PresignedUrl(string key, string name);

    /// <summary>Removes the file. A missing one is no error.</summary>
    Task RemoveAsync(string key, CancellationToken cancel);

    /// <summary>All files whose keys have the form that this program makes, in no order. Others are not listed.</summary>
    IAsyncEnumerable<StoredKey> ListKeysAsync(CancellationToken cancel);

    /// <summary>Gives up what was begun before that time and never became a file.</summary>
    /// <param name="isOurs">Whether a key is ours to give up.</param>
    /// <returns>How much there was of it.</returns>
    Task<int> AbortStaleUploadsAsync(DateTimeOffset begunBefore, Func<string, bool> isOurs, CancellationToken cancel);

    /// <summary>The text of <see cref="StorageMark.Name"/>; null: there is none.</summary>
    Task<string?> ReadMarkAsync(CancellationToken cancel);

    /// <summary>Replaces that file, all of it or nothing.</summary>
    Task WriteMarkAsync(string text, CancellationToken cancel);

    /// <summary>Whether the store can be used as it is set up: null, or one sentence that says what is wrong.</summary>
    /// <exception cref="StorageAwayException">Nothing answers, so this cannot be said.</exception>
    Task<string?> CheckAsync(CancellationToken cancel);
}
