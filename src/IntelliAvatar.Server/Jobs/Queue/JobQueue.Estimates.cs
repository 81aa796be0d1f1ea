using Dapper;

namespace IntelliAvatar.Server.Jobs.Queue;

/// <summary>Estimates for jobs that are not submitted yet.</summary>
public sealed partial class JobQueue
{
    /// <summary>The place in the queue that a new job of this user would get: 1 is next.</summary>
    public async Task<int> PlaceOfNewAsync(string userId, int priority, CancellationToken cancel)
    {
        await using var reader = await database.OpenReaderAsync(cancel);
        return await reader.ExecuteScalarAsync<int>(new(
            $"""
            SELECT 1 + (SELECT count(*) FROM jobs WHERE status = 'QUEUED' AND priority > @Priority)
                     + (SELECT count(*) FROM jobs WHERE status = 'QUEUED' AND priority = @Priority AND turn <= (SELECT max(round) FROM ({Rounds}) AS rounds))
            """,
            new { UserId = userId, Priority = priority },
            cancellationToken: cancel));
    }

    /// <summary>How many characters a voice spoke per second in recent jobs of this installation; null: it has spoken in none.</summary>
    public async Task<double?> CharactersPerSecondAsync(string voice, CancellationToken cancel)
    {
        await using var reader = await database.OpenReaderAsync(cancel);
        return await reader.ExecuteScalarAsync<double?>(new(
            """
            SELECT sum(length(script)) / sum(speech_seconds) FROM (SELECT * FROM jobs ORDER BY seq DESC LIMIT 500) AS recent
            WHERE voice = @voice AND script IS NOT NULL AND speech_seconds > 0
            """,
            new { voice },
            cancellationToken: cancel));
    }
}
