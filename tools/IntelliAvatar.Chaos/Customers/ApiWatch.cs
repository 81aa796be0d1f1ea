using System.Collections.Concurrent;
using IntelliAvatar.Chaos.Faults;

namespace IntelliAvatar.Chaos.Customers;

/// <summary>Every request to an API: what an outage looks like from outside.</summary>
internal sealed class ApiWatch(Findings findings, FaultLog log)
{
    /// <summary>A frozen process cannot answer: what it took is no wait of ours.</summary>
    private const long Frozen = 50;

    private readonly ConcurrentQueue<Sample> _samples = [];

    public enum Kind
    {
        Read,
        Submit,
        Ready,
    }

    private sealed record Sample(Kind Kind, int Status, string? Code, long Began, long Took, string Node);

    /// <returns>Null: there was no answer.</returns>
    public async Task<Reply?> SendAsync(Node api, Kind kind, Func<HttpRequestMessage> make, CancellationToken cancel)
    {
        if (api.Client?.Http is not { } http || api.Life is not { } life)
        {
            return null;
        }

        var began = Life.Now;
        try
        {
            using var request = make();
            using var answer = await http.SendAsync(request, cancel);
            var reply = new Reply((int)answer.StatusCode, answer.Headers, await answer.Content.ReadAsByteArrayAsync(cancel));
            Judge(kind, reply, request, began, api.Name, life);
            return reply;
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or ObjectDisposedException or TaskCanceledException)
        {
            // It died, or it was frozen for a minute.
            return null;
        }
    }

    /// <summary>How long answers of that kind took, without those of frozen processes.</summary>
    public string Slowest(Kind kind, bool refused) =>
        _samples.Where(sample => sample.Kind == kind && (sample.Status >= 500) == refused).OrderBy(sample => sample.Took).Select(sample => sample.Took / 1000.0).ToList() is { Count: > 0 } took
            ? $"{took.Count} × p50 {took[took.Count / 2]:0.0} s, p95 {took[took.Count * 95 / 100]:0.0} s, max {took[^1]:0.0} s"
            : "none";

    /// <summary>The slowest answers, each with what was wrong at that time.</summary>
    public IEnumerable<string> SlowestOnes(Kind kind) => _samples.Where(sample => sample.Kind == kind).OrderByDescending(sample => sample.Took).Take(5)
        .Select(sample => $"{FaultLog.Time(sample.Began)} {sample.Node} {sample.Kind} {sample.Status} {sample.Code} after {sample.Took / 1000.0:0.0} s: {string.Join("; ", log.Between(sample.Began, sample.Began + sample.Took, sample.Node))}");

    public string Statuses => string.Join(", ", _samples.Where(sample => sample.Status >= 400)
        .GroupBy(sample => $"{sample.Status} {sample.Code}").OrderByDescending(group => group.Count()).Select(group => $"{group.Count()} × {group.Key}"));

    private void Judge(Kind kind, Reply reply, HttpRequestMessage request, long began, string node, Life life)
    {
        var now = Life.Now;
        if (life.FrozenIn(began, now) < Frozen)
        {
            _samples.Enqueue(new(kind, reply.Status, reply.Code, began, now - began, node));
        }

        if (reply.Status == 500)
        {
            findings.Break("I14", $"{node} answered 500 {reply.Code} to {request.Method} {request.RequestUri}");
        }
        else if (reply.Status == 503 && kind != Kind.Ready && reply.Headers.RetryAfter is null)
        {
            findings.Break("I14", $"{node} answered 503 {reply.Code} without Retry-After to {request.Method} {request.RequestUri}");
        }
    }
}
