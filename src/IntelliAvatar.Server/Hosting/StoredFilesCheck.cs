using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using IntelliAvatar.Server.Assets;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Hosting;

/// <summary>Whether the database and the storage belong together, and whether all files are there. Changes neither.</summary>
/// <param name="withFiles">Looks for every file that a row names.</param>
internal sealed class StoredFilesCheck(DatabaseOptions options, IServiceProvider services, bool withFiles)
{
    private const int Shown = 50;

    public async IAsyncEnumerable<Doctor.Finding> RunAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var store = services.GetRequiredService<IFileStore>();
        if (!options.IsPostgres && !File.Exists(options.SqlitePath))
        {
            yield return await ClaimAsync(() => StorageClaim.LookAsync(store, cancel));
            yield break;
        }

        using var database = new ReadOnlyDatabase(options);
        await using var reader = await database.OpenReaderAsync(cancel);
        if (!await HasInstallationAsync(reader, cancel))
        {
            yield break; // of an older version; the next start brings it up to date
        }

        IFileReferences[] owners =
        [
            new JobFiles(database, store), new Avatars(database, store),
            new Uploads(database, store, services.GetRequiredService<IOptions<UploadOptions>>(), services.GetRequiredService<TimeProvider>()),
        ];
        yield return await ClaimAsync(() => StorageClaim.LookAsync(reader, store, owners, cancel));
        if (withFiles)
        {
            await foreach (var finding in MissingAsync(reader, store, owners, cancel))
            {
                yield return finding;
            }
        }
    }

    private static async Task<Doctor.Finding> ClaimAsync(Func<Task<StorageClaim.Finding>> look)
    {
        const string Part = "database and storage";
        try
        {
            return (await look()).Sentence is { } odd ? new(Part, false, odd) : new(Part, true, "They belong together.");
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException)
        {
            return new(Part, false, $"The storage cannot be read: {away.Message}");
        }
    }

    private static async IAsyncEnumerable<Doctor.Finding> MissingAsync(DbConnection reader, IFileStore store, IFileReferences[] owners, [EnumeratorCancellation] CancellationToken cancel)
    {
        var count = 0;
        await foreach (var gone in new MissingFiles(store, owners).FindAsync(reader, int.MaxValue, cancel))
        {
            if (++count <= Shown)
            {
                yield return new("files", false, $"{gone.Key} of {gone.Owner} is gone.");
            }
        }

        yield return count == 0 ? new("files", true, "Every file that a row names is there.")
            : new("files", false, $"{count} files are gone{(count > Shown ? $", of which {Shown} are listed" : "")}. Restore them from a backup, or delete these jobs, avatars and uploads.");
    }

    private async Task<bool> HasInstallationAsync(DbConnection reader, CancellationToken cancel) =>
        await reader.ExecuteScalarAsync<long>(new(
            options.IsPostgres ? "SELECT count(*) FROM pg_class WHERE oid = to_regclass('installation')" : "SELECT count(*) FROM sqlite_schema WHERE name = 'installation'",
            cancellationToken: cancel)) > 0;
}
