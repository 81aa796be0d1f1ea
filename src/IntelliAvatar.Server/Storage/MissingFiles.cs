using System.Data.Common;
using System.Runtime.CompilerServices;

namespace IntelliAvatar.Server.Storage;

/// <summary>Finds the rows whose files are gone, e.g. after an older storage was restored. Opens files, reads none.</summary>
public sealed class MissingFiles(IFileStore store, IEnumerable<IFileReferences> owners)
{
    private const int AtOnce = 16;

    /// <summary>Those that are gone, of the newest rows first.</summary>
    /// <param name="most">How many files are looked for, of each kind of owner.</param>
    public async IAsyncEnumerable<NamedFile> FindAsync(DbConnection reader, int most, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var owner in owners)
        {
            await foreach (var some in owner.NamedAsync(reader, cancel).Where(file => file.IsNeeded).Take(most).Chunk(AtOnce).WithCancellation(cancel))
            {
                var isThere = await Task.WhenAll(some.Select(file => IsThereAsync(file, cancel)));
                foreach (var gone in some.Where((_, i) => !isThere[i]))
                {
                    // It may have been removed with its row just now.
                    if ((await owner.UnnamedAsync(reader, [gone.Key], cancel)).Count == 0)
                    {
                        yield return gone;
                    }
                }
            }
        }
    }

    private async Task<bool> IsThereAsync(NamedFile file, CancellationToken cancel)
    {
        await using var stored = await store.OpenAsync(file.Key, cancel);
        return stored is not null;
    }
}
