using System.Data.Common;
using Dapper;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Persistence;

namespace IntelliAvatar.Server.Jobs.Views;

/// <summary>Pages of jobs, the newest first, at the same cost whatever the number of jobs.</summary>
/// <remarks>
/// State, user and feature each have an index in the list's order. What no index answers (a text, or two filters of which one has the index)
/// is looked for among the next <see cref="Window"/> jobs that the index gives: such a page may hold few jobs, or none, and yet have a next one.
/// </remarks>
public sealed class JobList(Database database)
{
    /// <summary>How many jobs one page looks through at most.</summary>
    public const int Window = 1000;

    /// <summary>So many first: what is looked for is often among them.</summary>
    private const int Glance = 400;

    /// <summary>Longer texts are cut in a list.</summary>
    public const int LongestScript = 200;

    /// <summary>A job without what a list does not show: its payload and the rest of a long text.</summary>
    internal static readonly string Columns = $"""
        jobs.seq, jobs.job_id, jobs.kind, jobs.user_id, jobs.feature, jobs.input_video, jobs.input_audio, jobs.output_video, jobs.changes, jobs.conversion_seconds, jobs.speech_seconds,
        substr(jobs.script, 1, {LongestScript + 1}) AS script, jobs.voice, jobs.retry_of, jobs.status, jobs.step, jobs.progress, jobs.created_at, jobs.started_at,
        jobs.completed_at, jobs.changed_at, jobs.run_at, jobs.priority, jobs.turn, jobs.cancel_requested_at, jobs.attempt, jobs.failures, jobs.crashes,
        jobs.model_server, jobs.error_code, jobs.error
        """;

    private static readonly string[] AllStatuses = [JobStatus.Queued, JobStatus.InProgress, JobStatus.Completed, JobStatus.Failed, JobStatus.Cancelled];

    /// <param name="Next">Where the next page begins; null: this was the last.</param>
    public sealed record Page(IReadOnlyList<Job> Jobs, JobCursor? Next);

    public async Task<Page> ReadAsync(JobFilter filter, JobCursor? after, int limit, CancellationToken cancel)
    {
        var (legs, others) = Plan(filter);
        var page = await ReadAsync(filter, legs, others, after, limit, others is null ? limit + 1 : Glance, cancel);
        return others is null || page.Next is null || page.Jobs.Count == limit ? page : await ReadAsync(filter, legs, others, after, limit, Window, cancel);
    }

    private async Task<Page> ReadAsync(
        JobFilter filter, IReadOnlyList<string> legs, string? others, JobCursor? after, int limit, int window, CancellationToken cancel)
    {
        var before = Earlier(after ?? JobCursor.Newest, filter.To is { } to ? new(to.ToUnixTimeMilliseconds(), 0) : JobCursor.Newest);
        var values = new DynamicParameters(new
        {
            filter.UserId,
            filter.Feature,
            filter.Text,
            id = Guid.TryParse(filter.Text, out var id) ? id.ToString() : null,
            anywhere = $"%{Literal(filter.Text)}%",
            beginning = $"{Literal(filter.Text)}%",
            beforeTime = before.CreatedAt,
            beforeSeq = before.Seq,
            since = filter.From?.ToUnixTimeMilliseconds() ?? 0,
            lastSeq = 0L,
            most = limit + 1,
            window,
            lastOfWindow = window - 1,
        });
        await using var reader = await database.OpenReaderAsync(cancel);
        JobCursor? end = null;
        if (others is not null && await EndOfWindowAsync(reader, legs, values, cancel) is { } last)
        {
            end = last;
            values.Add("since", last.CreatedAt);
            values.Add("lastSeq", last.Seq);
        }

        var jobs = (await reader.QueryAsync<Job>(new(
            $"""
            SELECT {Columns} FROM ({Merged(legs)}) AS found JOIN jobs ON jobs.seq = found.seq {others}
            ORDER BY found.created_at DESC, found.seq DESC LIMIT @most
            """,
            values,
            cancellationToken: cancel))).AsList();
        return jobs.Count > limit ? new(jobs[..limit], JobCursor.Of(jobs[limit - 1])) : new(jobs, end);
    }

    private static async Task<JobCursor?> EndOfWindowAsync(DbConnection reader, IEnumerable<string> legs, DynamicParameters values, CancellationToken cancel) =>
        await reader.QuerySingleOrDefaultAsync<(long CreatedAt, long Seq)?>(new(
            $"SELECT created_at, seq FROM ({Merged(legs)}) AS found ORDER BY created_at DESC, seq DESC LIMIT 1 OFFSET @lastOfWindow", values, cancellationToken: cancel)) is { } last
            ? new(last.CreatedAt, last.Seq)
            : null;

    /// <summary>The conditions that an index answers, one for each part of it, and what is left to look at.</summary>
    private static (IReadOnlyList<string> Legs, string? Others) Plan(JobFilter filter)
    {
        const string Has = "LIKE lower(@anywhere) ESCAPE '\\'";
        var statuses = filter.Statuses.Count > 0 ? [.. AllStatuses.Intersect(filter.Statuses)] : AllStatuses;
        var isId = Guid.TryParse(filter.Text, out _);
        var wanted = new Dictionary<string, string>(StringComparer.Ordinal);
        if (filter.Statuses.Count > 0)
        {
            wanted["status"] = $"status IN ({string.Join(", ", statuses.Select(status => $"'{status}'"))})";
        }

        if (filter.UserId is not null)
        {
            wanted["user"] = "user_id = @UserId";
        }

        if (filter.Feature is not null)
        {
            wanted["feature"] = "feature = @Feature";
        }

        if (filter.Text is not null)
        {
            wanted["text"] = isId
                ? "job_id = @id"
                : $"(job_id LIKE @beginning ESCAPE '\\' OR lower(user_id) {Has} OR lower(feature) {Has} OR lower(script) {Has} OR lower(error) {Has})";
        }

        string[] legs;
        if (isId)
        {
            legs = [wanted["text"]];
            wanted.Remove("text");
        }
        else if (filter is { UserId: null, Feature: not null })
        {
            legs = [wanted["feature"]];
            wanted.Remove("feature");
        }
        else
        {
            legs = [.. statuses.Select(status => $"{(filter.UserId is null ? "" : "user_id = @UserId AND ")}status = '{status}'")];
            wanted.Remove("user");
            wanted.Remove("status");
        }

        return (legs, wanted.Count == 0 ? null : "WHERE " + string.Join(" AND ", wanted.Values));
    }

    /// <summary>The next jobs of every leg; each is read in the order of its index and no further than needed.</summary>
    private static string Merged(IEnumerable<string> legs) => string.Join("\nUNION ALL\n", legs.Select((leg, number) =>
        $"""
        SELECT * FROM (SELECT seq, created_at FROM jobs
            WHERE {leg} AND created_at BETWEEN @since AND @beforeTime AND (created_at, seq) < (@beforeTime, @beforeSeq) AND (created_at, seq) >= (@since, @lastSeq)
            ORDER BY created_at DESC, seq DESC LIMIT @window) AS leg{number}
        """));

    private static JobCursor Earlier(JobCursor a, JobCursor b) => (a.CreatedAt, a.Seq).CompareTo((b.CreatedAt, b.Seq)) <= 0 ? a : b;

    /// <summary>What stands for itself in a LIKE.</summary>
    private static string? Literal(string? text) => text?.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
