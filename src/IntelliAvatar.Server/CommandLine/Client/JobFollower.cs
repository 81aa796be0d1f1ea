using System.Net;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace IntelliAvatar.Server.CommandLine.Client;

/// <summary>Follows a job to its end over server-sent events, however often the connection breaks or the server goes away.</summary>
/// <param name="tell">Hears when the server is away, and when it is back.</param>
internal sealed class JobFollower(ApiClient server, Action<string> tell)
{
    /// <summary>The server sends a ping every fifteen seconds: silence for this long is a dead line.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private string _lastId = "";
    private TimeSpan _pause = TimeSpan.FromSeconds(1);
    private long? _awaySince;

    /// <summary>Its states as they come, some perhaps twice. The last one is its end, or a refusal.</summary>
    public async IAsyncEnumerable<Answer<JsonDocument>> FollowAsync(string jobId, [EnumeratorCancellation] CancellationToken cancel)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, ApiClient.JobPath(jobId, "/events"));
            if (_lastId.Length > 0)
            {
                request.Headers.Add("Last-Event-ID", _lastId);
            }

            var (answer, refusal) = await server.SendAsync(request, cancel);
            using (answer)
            {
                if (answer is { StatusCode: HttpStatusCode.NoContent })
                {
                    yield return await server.JobAsync(jobId, cancel); // it ended, and that was told
                    yield break;
                }

                if (answer is { IsSuccessStatusCode: false } or { Content.Headers.ContentType.MediaType: not "text/event-stream" })
                {
                    refusal = await server.RefusalOfAsync(answer, cancel);
                }
                else if (answer is not null)
                {
                    await foreach (var state in ReadAsync(jobId, answer, cancel))
                    {
                        yield return state;
                        if (state.Refusal is not null || JobView.Of(state.Value!.RootElement).HasEnded)
                        {
                            yield break;
                        }
                    }
                }
            }

            if (refusal is not null && !MayPass(refusal))
            {
                yield return refusal;
                yield break;
            }

            _awaySince ??= Away(refusal);
            if (TimeProvider.System.GetElapsedTime(_awaySince.Value) > Patience)
            {
                yield return new Refusal("server_away", $"The server has been away for {Patience.TotalMinutes:0} minutes. The job goes on when it is back.");
                yield break;
            }

            await Task.Delay(_pause, TimeProvider.System, cancel);
            _pause = _pause * 1.5 < LongestPause ? _pause * 1.5 : LongestPause;
        }
    }

    private static bool MayPass(Refusal refusal) =>
        refusal.Status is >= StatusCodes.Status500InternalServerError or StatusCodes.Status408RequestTimeout or StatusCodes.Status429TooManyRequests;

    private long Away(Refusal? refusal)
    {
        tell($"{refusal?.Detail ?? $"The connection to {server.Address} broke."} Waiting for it.");
        return TimeProvider.System.GetTimestamp();
    }

    private async IAsyncEnumerable<Answer<JsonDocument>> ReadAsync(string jobId, HttpResponseMessage answer, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var silence = new CancellationTokenSource(Silence, TimeProvider.System);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel, silence.Token);
        await using var body = await answer.Content.ReadAsStreamAsync(cancel);
        var parser = SseParser.Create(body);
        await using var items = parser.EnumerateAsync(end.Token).GetAsyncEnumerator(CancellationToken.None);
        while (await NextAsync(items, cancel))
        {
            silence.CancelAfter(Silence);
            if (_awaySince is not null)
            {
                _awaySince = null;
                tell("The server is back.");
            }

            (_lastId, _pause) = (parser.LastEventId, parser.ReconnectionInterval is { Ticks: > 0 } wished ? wished : _pause);
            if (items.Current.EventType == "deleted")
            {
                yield return new Refusal("job_deleted", "Somebody has deleted this job.", StatusCodes.Status404NotFound);
            }
            else if (items.Current.EventType == "job" && Parse(items.Current.Data) is { } job && JobView.Of(job.RootElement).JobId == jobId)
            {
                yield return job;
            }
        }
    }

    /// <summary>False: the stream is over, in order or not.</summary>
    private static async Task<bool> NextAsync(IAsyncEnumerator<SseItem<string>> items, CancellationToken cancel)
    {
        try
        {
            return await items.MoveNextAsync();
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException || (broken is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return false;
        }
    }

    private static JsonDocument? Parse(string data)
    {
        try
        {
            return JsonDocument.Parse(data);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
