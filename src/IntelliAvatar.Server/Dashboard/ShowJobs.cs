using IntelliAvatar.Server.Dashboard.Pages;
using IntelliAvatar.Server.Jobs.Views;
using Microsoft.AspNetCore.Http.Extensions;

namespace IntelliAvatar.Server.Dashboard;

/// <summary><c>GET /</c>: a page of jobs, the newest first, and how the queue is.</summary>
internal static class ShowJobs
{
    private const int PageSize = 25, Longest = 200;

    public static async Task<PageResult<JobsPage>> Handle(HttpRequest request, JobList list, Forecast forecast, CancellationToken cancel)
    {
        var query = request.Query;
        var filter = new JobFilter
        {
            Statuses = JobViewModel.Statuses.Contains(Given("status")) ? [Given("status")!] : [],
            Feature = Given("feature"),
            UserId = Given("user"),
            Text = Given("q"),
        };
        var page = await list.ReadAsync(filter, JobCursor.Parse(query["cursor"].ToString()), PageSize, cancel);
        var look = await forecast.LookAsync(cancel);
        return new(new
        {
            Filter = filter,
            Queue = look,
            Jobs = page.Jobs.Select(job => new JobViewModel(job, look.Of(job))).ToList(),
            IsFirst = query["cursor"].Count == 0,
            Older = page.Next is { } next ? AddressWith("cursor", next.ToString()) : null,
            AddressWith = (Func<string, string?, string>)AddressWith,
        });

        string? Given(string name) => query[name].ToString().Trim() is { Length: > 0 and <= Longest } text ? text : null;

        // A place in the list belongs to its filter.
        string AddressWith(string name, string? value)
        {
            var others = new QueryBuilder(query.Where(pair => pair.Key != name && pair.Key != "cursor" && !string.IsNullOrEmpty(pair.Value)));
            if (value is not null)
            {
                others.Add(name, value);
            }

            return $"/{others}";
        }
    }
}
