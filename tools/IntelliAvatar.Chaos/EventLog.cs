using System.Data.Common;
using Dapper;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Data.Sqlite;

namespace IntelliAvatar.Chaos;

/// <summary>Every change of a job's state, written down by the database itself in the transaction that makes it.</summary>
internal sealed class EventLog(string? postgres, string sqlitePath)
{
    private const string Columns = "at, job_id, was, status, was_attempt, attempt, was_owner, lease, crashed, model_server, slot";
    private const string Values =
        "now_ms(), NEW.job_id, OLD.status, NEW.status, OLD.attempt, NEW.attempt, OLD.owner, OLD.lease_until, NEW.crashes - OLD.crashes, NEW.model_server, NEW.model_server_slot";
    private const string IsEvent =
        "OLD.status <> NEW.status OR OLD.attempt <> NEW.attempt OR COALESCE(OLD.owner, '') <> COALESCE(NEW.owner, '') OR COALESCE(OLD.model_server_slot, 0) <> COALESCE(NEW.model_server_slot, 0)";

    public sealed record Event(
        long At, string JobId, string Was, string Status, long WasAttempt, long Attempt, string? WasOwner, long? Lease, long Crashed, string? ModelServer, long? Slot);

    public sealed record Row(
        string JobId, string UserId, string Feature, string? RetryOf, string Status, string InputVideo, string? InputAudio, string? OutputVideo, long Attempt, long Failures, long Crashes,
        string? ErrorCode, long CreatedAt);

    public sealed record Attempt(string JobId, long Number, string Owner, string? ModelServer, long StartedAt, long EndedAt, string Outcome, string? ErrorCode, string Steps);

    /// <summary>A key whose answer is not kept.</summary>
    public sealed record OpenKey(string UserId, string Key, string Owner, long BegunAt);

    /// <summary>All that the database knows.</summary>
    public sealed record Content(IReadOnlyList<Row> Jobs, IReadOnlyList<Event> Events, IReadOnlyList<Attempt> Attempts, IReadOnlyList<OpenKey> OpenKeys);

    /// <summary>Before the first job.</summary>
    public async Task OpenAsync()
    {
        await using var connection = await ConnectAsync();
        await connection.ExecuteAsync(
            $"""
            CREATE TABLE events (seq {(postgres is null ? "integer PRIMARY KEY" : "bigint GENERATED ALWAYS AS IDENTITY")}, at bigint, job_id text, was text, status text,
                was_attempt bigint, attempt bigint, was_owner text, lease bigint, crashed bigint, model_server text, slot bigint)
            """);
        await connection.ExecuteAsync(postgres is null
            ? $"CREATE TRIGGER remember AFTER UPDATE ON jobs WHEN {IsEvent} BEGIN INSERT INTO events ({Columns}) VALUES ({Values}); END"
            : $"""
               CREATE FUNCTION remember() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO events ({Columns}) VALUES ({Values.Replace("'", "''", StringComparison.Ordinal)}); RETURN NULL; END';
               CREATE TRIGGER remember AFTER UPDATE ON jobs FOR EACH ROW WHEN ({IsEvent}) EXECUTE FUNCTION remember();
               """);
    }

    /// <summary>How many jobs have not ended.</summary>
    public async Task<long> ActiveAsync()
    {
        await using var connection = await ConnectAsync();
        return await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM jobs WHERE status IN ('QUEUED', 'IN_PROGRESS')");
    }

    public async Task<Content> ReadAsync()
    {
        await using var connection = await ConnectAsync();
        var jobs = await connection.QueryAsync<Row>(
            """
            SELECT job_id AS JobId, user_id AS UserId, feature AS Feature, retry_of AS RetryOf, status AS Status, input_video AS InputVideo, input_audio AS InputAudio, output_video AS OutputVideo,
                   CAST(attempt AS bigint) AS Attempt, CAST(failures AS bigint) AS Failures, CAST(crashes AS bigint) AS Crashes, error_code AS ErrorCode, created_at AS CreatedAt
            FROM jobs ORDER BY seq
            """);
        var events = await connection.QueryAsync<Event>(
            """
            SELECT at AS At, job_id AS JobId, was AS Was, status AS Status, was_attempt AS WasAttempt, attempt AS Attempt, was_owner AS WasOwner, lease AS Lease, crashed AS Crashed,
                   model_server AS ModelServer, slot AS Slot
            FROM events ORDER BY seq
            """);
        var attempts = await connection.QueryAsync<Attempt>(
            """
            SELECT job_id AS JobId, CAST(attempt AS bigint) AS Number, owner AS Owner, model_server AS ModelServer, started_at AS StartedAt, ended_at AS EndedAt, outcome AS Outcome,
                   error_code AS ErrorCode, steps AS Steps
            FROM job_attempts ORDER BY job_id, attempt
            """);
        var keys = await connection.QueryAsync<OpenKey>("SELECT user_id AS UserId, key AS Key, owner AS Owner, begun_at AS BegunAt FROM idempotency_keys WHERE status IS NULL");
        return new(jobs.AsList(), events.AsList(), attempts.AsList(), keys.AsList());
    }

    private async Task<DbConnection> ConnectAsync()
    {
        if (postgres is not null)
        {
            return await PostgresCluster.OpenAsync(postgres);
        }

        var connection = new SqliteConnection($"Data Source={sqlitePath};Pooling=False");
        await connection.OpenAsync();
        await connection.ExecuteAsync("PRAGMA wal_autocheckpoint = 0; PRAGMA busy_timeout = 5000");
        return connection;
    }
}
