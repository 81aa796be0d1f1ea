using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Views;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IntelliAvatar.Server.Features.JobEvents;

/// <summary><c>GET /v1/events</c> and <c>GET /v1/jobs/{job_id}/events</c>: what happens, as it happens (server-sent events, WHATWG HTML 9.2).</summary>
internal static class WatchJobs
{
    private const string LastEventId = "Last-Event-ID", End = "-end";

    private static readonly TimeSpan ComeBackAfter = TimeSpan.FromSeconds(1);

    public static ServerSentEventsResult<string> HandleAll(HttpContext http, JobFeed feed, CatchUp catchUp)
    {
        Prepare(http.Response);
        return TypedResults.ServerSentEvents(StreamAsync(feed.Listen(null), stop => catchUp.ReadAsync(Since(http.Request), stop)));
    }

    public static async Task<Results<ServerSentEventsResult<string>, NoContent, ProblemHttpResult>> HandleOne(
        [FromRoute(Name = "job_id")] string jobId, HttpContext http, JobQueue queue, JobFeed feed, CancellationToken cancel)
    {
        if (http.Request.Headers[LastEventId].ToString().EndsWith(End, StringComparison.Ordinal))
        {
            return TypedResults.NoContent(); // told to the end; this keeps browsers from coming back
        }

        // Listening first: what happens while the job is read is told, too.
        var listener = feed.Listen(jobId);
        try
        {
            if (await queue.FindAsync(jobId, cancel) is { } job)
            {
                Prepare(http.Response);
                return TypedResults.ServerSentEvents(StreamAsync(listener, stop => feed.CatchUpAsync(listener, job, stop), CancellationToken.None)); // the result hands in its own
            }
        }
        catch
        {
            listener.Dispose();
            throw;
        }

        listener.Dispose();
        return JobProblems.Unknown.ToProblem();
    }

    private static async IAsyncEnumerable<SseItem<string>> StreamAsync(
        Listener listener, Func<CancellationToken, Task<FeedTurn>> catchUp, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        using (listener)
        {
            var turn = await catchUp(cancel);
            do
            {
                foreach (var (number, told) in turn.Events.Index())
                {
                    // A client that is cut off in the middle of a turn comes back with the id of the one before.
                    var isLast = number == turn.Events.Count - 1;
                    var isOver = told.IsEnd && listener.JobId is not null;
                    yield return new SseItem<string>(told.Data, told.Type)
                    {
                        EventId = isOver ? $"{turn.Id}{End}" : isLast ? turn.Id.ToString(CultureInfo.InvariantCulture) : null,
                        ReconnectionInterval = isLast ? ComeBackAfter : null,
                    };
                    if (isOver)
                    {
                        yield break;
                    }
                }
            }
            while (await NextAsync(listener, cancel) is { } next && (turn = next) is not null);
        }
    }

    /// <summary>Null: the listener was dropped.</summary>
    private static async Task<FeedTurn?> NextAsync(Listener listener, CancellationToken cancel) =>
        await listener.Turns.WaitToReadAsync(cancel) && listener.Turns.TryRead(out var turn) ? turn : null;

    private static void Prepare(HttpResponse response) => response.Headers["X-Accel-Buffering"] = "no"; // nginx would hold events back

    private static DateTimeOffset? Since(HttpRequest request) =>
        long.TryParse(request.Headers[LastEventId], NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(id)
            : null;
}
