using System.Data.Common;
using Dapper;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Persistence;

/// <summary>The one row that says which database this is.</summary>
/// <param name="Beat">Grows about every minute while a process runs.</param>
/// <param name="Token">Tells this beat from the same one of a copy of the database.</param>
public sealed record Installation(string Id, DateTimeOffset BornAt, long Beat, string Token, DateTimeOffset SeenAt)
{
    // Dapper makes it column by column.
    private Installation()
        : this("", default, 0, "", default)
    {
    }

    public StorageMark Mark => new(Id, Beat, Token, SeenAt);

    public static Task<Installation> ReadAsync(DbConnection connection, CancellationToken cancel) =>
        connection.QuerySingleAsync<Installation>(new("SELECT id, born_at, beat, token, seen_at FROM installation", cancellationToken: cancel));

    /// <summary>The next beat.</summary>
    /// <param name="after">The beat that the storage knows, if it is more.</param>
    /// <param name="newId">Becomes another installation: what was made before is no longer its own.</param>
    /// <returns>Null: another process made it another installation meanwhile.</returns>
    public Task<Installation?> BeatAsync(DbConnection writing, long after, bool newId, CancellationToken cancel) =>
        writing.QuerySingleOrDefaultAsync<Installation>(new(
            """
            UPDATE installation
            SET id = @next, born_at = CASE WHEN id = @next THEN born_at ELSE now_ms() END,
                beat = CASE WHEN beat < @after THEN @after ELSE beat END + 1, token = @token, seen_at = now_ms()
            WHERE id = @Id
            RETURNING id, born_at, beat, token, seen_at
            """,
            new { Id, next = newId ? Guid.NewGuid().ToString("N") : Id, after, token = Guid.NewGuid().ToString("N") },
            cancellationToken: cancel));
}
