using System.Net.ServerSentEvents;
using System.Text.Json;

namespace IntelliAvatar.Server.Tests.Support;

/// <summary>An open stream of server-sent events.</summary>
public sealed class EventStream : IAsyncDisposable
{
    private readonly HttpResponseMessage _answer;
    private readonly IAsyncEnumerator<SseItem<string>> _items;
    private readonly SseParser<string> _parser;
    private readonly CancellationTokenSource _late = new(AvatarClient.Patience);

    private EventStream(HttpResponseMessage answer, Stream body)
    {
        _answer = answer;
        _parser = SseParser.Create(body);
        _items = _parser.EnumerateAsync(_late.Token).GetAsyncEnumerator();
    }

    /// <summary>What a client sends when it comes back.</summary>
    public string LastId => _parser.LastEventId;

    public TimeSpan ComeBackAfter => _parser.ReconnectionInterval;

    public static async Task<EventStream> OpenAsync(AvatarClient client, string path, string? lastId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastId);
        }

        var answer = await client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return new EventStream(answer, await answer.Content.ReadAsStreamAsync());
    }

    /// <summary>The next event; null: the stream has ended.</summary>
    public async Task<(string Type, JsonElement Data)?> NextAsync() =>
        await _items.MoveNextAsync() ? (_items.Current.EventType, JsonDocument.Parse(_items.Current.Data).RootElement) : null;

    /// <summary>All events up to the first one that is wanted.</summary>
    public async Task<IReadOnlyList<(string Type, JsonElement Data)>> UntilAsync(Func<string, JsonElement, bool> wanted)
    {
        var seen = new List<(string Type, JsonElement Data)>();
        try
        {
            while (await NextAsync() is { } next)
            {
                seen.Add(next);
                if (wanted(next.Type, next.Data))
                {
                    return seen;
                }
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"Nothing as wanted came within {AvatarClient.Patience}, but {string.Join("\n", seen)}");
        }

        throw new InvalidOperationException($"The stream ended after {string.Join("\n", seen)}");
    }

    /// <summary>Until a job is told to be in this state.</summary>
    public Task<IReadOnlyList<(string Type, JsonElement Data)>> UntilAsync(string jobId, string status) =>
        UntilAsync((type, data) => type == "job" && data.GetProperty("job_id").GetString() == jobId && data.GetProperty("status").GetString() == status);

    public async Task<IReadOnlyList<(string Type, JsonElement Data)>> ToEndAsync()
    {
        var seen = new List<(string Type, JsonElement Data)>();
        while (await NextAsync() is { } next)
        {
            seen.Add(next);
        }

        return seen;
    }

    public ValueTask DisposeAsync()
    {
        _answer.Dispose();
        _late.Dispose();
        return ValueTask.CompletedTask;
    }
}
