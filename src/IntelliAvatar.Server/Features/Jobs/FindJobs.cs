using System.Globalization;
using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Views;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntelliAvatar.Server.Features.Jobs;

/// <summary><c>GET /v1/jobs</c>: a page of jobs, the newest first.</summary>
internal static class FindJobs
{
    private const int Usual = 20, Most = 100;

    private static readonly string[] Texts = ["user_id", "feature", "q"];
    private static readonly string[] Statuses = [JobStatus.Queued, JobStatus.InProgress, JobStatus.Completed, JobStatus.Failed, JobStatus.Cancelled];

    /// <param name="Items">At most limit, the newest first.</param>
    /// <param name="Next">The cursor of the next page; null: this is the last one.</param>
    public sealed record JobPage(IReadOnlyList<JobState> Items, string? Next);

    public static async Task<Results<Ok<JobPage>, ProblemHttpResult>> Handle(HttpContext http, JobList list, Forecast forecast, CancellationToken cancel)
    {
        var query = http.Request.Query;
        var (filter, wrong) = Read(query);
        if (wrong is not null)
        {
            return wrong.ToProblem();
        }

        JobCursor? after = null;
        if (query["cursor"].ToString() is { Length: > 0 } cursor && (after = JobCursor.Parse(cursor)) is null)
        {
            return Paging.CursorInvalid.ToProblem();
        }

        var (limit, tooMany) = Paging.LimitOf(query, Usual, Most);
        if (tooMany is not null)
        {
            return tooMany.ToProblem();
        }

        var page = await list.ReadAsync(filter!, after, limit, cancel);
        var look = await forecast.LookAsync(cancel);
        if (page.Next is { } next)
        {
            http.Response.Headers.Link = $"<{http.Request.Path}{Following(query, next)}>; rel=\"next\"";
        }

        return TypedResults.Ok(new JobPage([.. page.Jobs.Select(job => JobState.Of(job, look.Of(job)))], page.Next?.ToString()));
    }

    private static (JobFilter? Filter, Refusal? Wrong) Read(IQueryCollection query)
    {
        var statuses = query["status"].SelectMany(value => value!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Select(status => status.ToUpperInvariant()).ToList();
        if (statuses.FirstOrDefault(status => !Statuses.Contains(status)) is { } unknown)
        {
            return (null, Broken("status_unknown", $"'{new string([.. unknown.Take(20).Where(char.IsLetter)])}' is not a job status; use {string.Join(", ", Statuses)}."));
        }

        if (Texts.Select(name => ShortText.Refuse(name, query[name], required: false)).FirstOrDefault(refusal => refusal is not null) is { } odd)
        {
            return (null, odd with { Status = StatusCodes.Status400BadRequest });
        }

        if (!TryTime(query["created_from"], out var from) || !TryTime(query["created_to"], out var to))
        {
            return (null, Broken("time_invalid", "created_from and created_to must look like 2026-11-22T10:11:31Z."));
        }

        return (new JobFilter { Statuses = statuses, UserId = Given("user_id"), Feature = Given("feature"), Text = Given("q"), From = from, To = to }, null);

        string? Given(string name) => query[name].ToString().Trim() is { Length: > 0 } text ? text : null;
    }

    private static bool TryTime(string? text, out DateTimeOffset? time)
    {
        time = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read))
        {
            return false;
        }

        time = read;
        return true;
    }

    private static QueryString Following(IQueryCollection query, JobCursor next)
    {
        var following = new QueryBuilder(query.Where(pair => pair.Key != "cursor")) { { "cursor", next.ToString() } };
        return following.ToQueryString();
    }

    private static Refusal Broken(string code, string detail) => new(code, detail, StatusCodes.Status400BadRequest);
}
