namespace IntelliAvatar.Server.Persistence;

/// <summary>
/// Reads single rows that very many ask for at once: those who come while the database is being asked are answered together, by the
/// next question. Unlike in a cache, what is read is never older than the request for it.
/// </summary>
/// <param name="read">Reads the rows of these keys; a key that has none is left out.</param>
public sealed class RequestCoalescer<TKey, TRow>(Func<IReadOnlyCollection<TKey>, Task<IReadOnlyDictionary<TKey, TRow>>> read)
    where TKey : notnull
    where TRow : class
{
    /// <summary>A question must fit into a statement.</summary>
    private const int MostAtOnce = 500;

    private readonly Lock _gate = new();
    private Dictionary<TKey, TaskCompletionSource<TRow?>> _waiting = [];
    private bool _isReading;

    /// <summary>The row as it is now; null: there is none. Fails as the question for all of them failed.</summary>
    public Task<TRow?> ReadAsync(TKey key, CancellationToken cancel)
    {
        TaskCompletionSource<TRow?>? answer;
        lock (_gate)
        {
            if (!_waiting.TryGetValue(key, out answer))
            {
                _waiting.Add(key, answer = new(TaskCreationOptions.RunContinuationsAsynchronously));
            }

            if (!_isReading)
            {
                _isReading = true;
                using (ExecutionContext.SuppressFlow())
                {
                    _ = Task.Run(RunAsync, CancellationToken.None);
                }
            }
        }

        return answer.Task.WaitAsync(cancel);
    }

    private async Task RunAsync()
    {
        while (Next() is { } asked)
        {
            try
            {
                var rows = await read(asked.Keys);
                foreach (var (key, answer) in asked)
                {
                    answer.SetResult(rows.GetValueOrDefault(key));
                }
            }
            catch (Exception failed)
            {
                foreach (var answer in failed.IsDatabaseSilent() ? asked.Concat(Waiting()).Select(one => one.Value) : asked.Values)
                {
                    answer.TrySetException(failed);
                }
            }
        }
    }

    /// <summary>Those who came during the question. When nothing answered it, another one would take them as long again.</summary>
    private Dictionary<TKey, TaskCompletionSource<TRow?>> Waiting()
    {
        lock (_gate)
        {
            var waiting = _waiting;
            _waiting = [];
            return waiting;
        }
    }

    private Dictionary<TKey, TaskCompletionSource<TRow?>>? Next()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                _isReading = false;
                return null;
            }

            if (_waiting.Count <= MostAtOnce)
            {
                var all = _waiting;
                _waiting = [];
                return all;
            }

            var first = _waiting.Take(MostAtOnce).ToDictionary();
            foreach (var key in first.Keys)
            {
                _waiting.Remove(key);
            }

            return first;
        }
    }
}
