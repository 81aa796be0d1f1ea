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

    private readonly ServerOutage _absence = new(tell);
    private string _lastId = "";

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

            if (refusal is { Status: < StatusCodes.Status500InternalServerError } && !ServerOutage.IsOne(refusal))
            {
                yield return refusal;
                yield break;
            }

            if (await _absence.WaitAsync(refusal?.Detail ?? $"The connection to {server.Address} broke.", cancel) is { } givenUp)
            {
                yield return givenUp;
                yield break;
            }
        }
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
            _absence.IsOver(parser.ReconnectionInterval);
            _lastId = parser.LastEventId;
            if (items.Current.EventType == "deleted")
            {
                yield return new Refusal("job_deleted", "This job was deleted.", StatusCodes.Status404NotFound);
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
