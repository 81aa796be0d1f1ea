using Dapper;
using IntelliAvatar.Server.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IntelliAvatar.Server.Persistence;

/// <summary>
/// Whether other processes that run on this storage use another database. It may be a copy of ours, or ours of it: what is written in the two is
/// the same, and each would remove files that jobs of the other need.
/// </summary>
public sealed class StorageNeighbours(Workspace workspace, Database database, IOptions<DatabaseOptions> options)
{
    /// <summary>In the workspace of each process: what tells its database from a copy, then its name for people.</summary>
    private const string FileName = "database";

    /// <summary>Says which database this process uses, and looks at what the others say. Of two that start at once one sees the other at least.</summary>
    /// <returns>What is wrong, as a sentence; null: nothing, or it cannot be told.</returns>
    public async Task<string?> WhatIsWrongAsync(CancellationToken cancel)
    {
        if (await WhichAsync(cancel) is not { } mine || !TrySay(mine))
        {
            return null;
        }

        return workspace.LivingNeighbours().Select(Said).FirstOrDefault(other => other is [var which, _] && which != mine) is [_, var name]
            ? $"A server that runs on this storage uses another database, {name}. One of the two may be a copy of the other, and each would remove files that jobs of the other need. "
                + "Give this server a storage of its own with Storage__Url (./avatar backup and ./avatar restore copy a database with its files), or stop the other server first."
            : null;
    }

    private bool TrySay(string which)
    {
        try
        {
            File.WriteAllLines(workspace.PathOf(FileName), [which, Name]);
            return true;
        }
        catch (IOException)
        {
            return false; // a full disk; the start says so elsewhere
        }
    }

    private string Name => options.Value.IsPostgres ? $"{PostgresUrl.Parse(options.Value.Url).Connection!.Database} on PostgreSQL" : options.Value.SqlitePath;

    private static string[] Said(string folder)
    {
        try
        {
            return File.ReadAllLines(Path.Combine(folder, FileName));
        }
        catch (IOException)
        {
            return []; // it starts or stops at this moment, or is an older version
        }
    }

    /// <summary>What a copy does not share; null: that cannot be told.</summary>
    private async Task<string?> WhichAsync(CancellationToken cancel) => options.Value.IsPostgres ? await WhichPostgresAsync(cancel) : FileIdentity.Of(options.Value.SqlitePath) is { } file ? $"sqlite {file}" : null;

    private async Task<string?> WhichPostgresAsync(CancellationToken cancel)
    {
        try
        {
            await using var reader = await database.OpenReaderAsync(cancel);
            return await reader.ExecuteScalarAsync<string>(new(
                "SELECT concat('postgres ', (SELECT system_identifier FROM pg_control_system()), ' ', (SELECT oid FROM pg_database WHERE datname = current_database()))",
                cancellationToken: cancel));
        }
        catch (PostgresException)
        {
            return null; // not allowed
        }
    }
}
