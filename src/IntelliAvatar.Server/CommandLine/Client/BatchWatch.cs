using System.Text.Json;

namespace IntelliAvatar.Server.CommandLine.Client;

/// <summary>Stays with a batch until each of its rows has ended.</summary>
internal sealed class BatchWatch(ApiClient server, string batchId)
{
    private const int MostOfAPage = 1000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ServerOutage _absence = new(Console.Tell);

    /// <param name="far">Hears how many rows of how many have ended.</param>
    /// <param name="ended">Gets each row once, when it has ended.</param>
    /// <returns>Why it is not known how it ended; null: it is.</returns>
    public async Task<Refusal?> ToEndAsync(Action<int, int> far, Func<JsonElement, Task> ended, CancellationToken cancel)
    {
        var told = new HashSet<int>();
        while (true)
        {
            // One row is asked for until the counts say that there is more to see.
            var (batch, refusal) = await ReadAsync(0, 1, cancel);
            for (int? after = 0; batch?.Ended > told.Count && after is not null; after = batch?.Next)
            {
                (batch, refusal) = await ReadAsync(after.Value, MostOfAPage, cancel);
                foreach (var item in (batch?.Items ?? []).Where(item => BatchView.RowView.Of(item) is { HasEnded: true, Row: var row } && told.Add(row)))
                {
                    await ended(item);
                    far(told.Count, batch!.Rows);
                }
            }

            if (refusal is not null && !ServerOutage.IsOne(refusal))
            {
                return refusal;
            }

            if (batch is null)
            {
                if (await _absence.WaitAsync(refusal!.Detail, cancel) is { } givenUp)
                {
                    return givenUp;
                }

                continue;
            }

            _absence.IsOver();
            if (told.Count >= batch.Rows)
            {
                return null;
            }

            await Task.Delay(Pause, TimeProvider.System, cancel);
        }
    }

    /// <summary>Every row as it is now.</summary>
    public async Task<Answer<List<JsonElement>>> RowsAsync(CancellationToken cancel)
    {
        var rows = new List<JsonElement>();
        for (int? after = 0; after is not null;)
        {
            var (batch, refusal) = await ReadAsync(after.Value, MostOfAPage, cancel);
            if (batch is null)
            {
                return refusal!;
            }

            rows.AddRange(batch.Items);
            after = batch.Next;
        }

        return rows;
    }

    private async Task<Answer<BatchView>> ReadAsync(int after, int limit, CancellationToken cancel)
    {
        var (answer, refusal) = await server.AskAsync(HttpMethod.Get, $"v1/batches/{batchId}?cursor={after}&limit={limit}", cancel);
        return answer is null ? refusal! : BatchView.Of(answer.RootElement);
    }
}
