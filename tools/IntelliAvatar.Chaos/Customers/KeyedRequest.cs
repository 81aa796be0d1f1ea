using IntelliAvatar.Chaos.Faults;

namespace IntelliAvatar.Chaos.Customers;

/// <summary>A request with an <c>Idempotency-Key</c>, sent to any API until one has answered it.</summary>
/// <param name="UserId">Whose it is.</param>
/// <param name="Rows">How many jobs it makes; 0: one, and the answer names it.</param>
internal sealed record KeyedRequest(string Key, string UserId, int Rows, Func<HttpRequestMessage> Make)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>As long may the first one really be served by a living API.</summary>
    private static readonly TimeSpan LongestServed = TimeSpan.FromSeconds(30);

    private const int FewAnswers = 10;

    /// <returns>The answer; null: there was none to the end.</returns>
    public async Task<Reply?> SendAsync(IReadOnlyList<Node> apis, Random random, ApiWatch watch, Findings findings, CancellationToken cancel)
    {
        long? inUseSince = null;
        var inUse = 0;
        var wasTold = false;
        while (!cancel.IsCancellationRequested)
        {
            Node api;
            lock (random)
            {
                api = apis[random.Next(apis.Count)];
            }

            var reply = await watch.SendAsync(api, ApiWatch.Kind.Submit, WithKey, cancel);
            if (reply is { Status: 409, Code: "idempotency_key_in_use" })
            {
                inUse++;
                inUseSince ??= Life.Now;
                var since = inUseSince.Value;
                var frozen = findings.Lives.Sum(life => life.FrozenIn(since, Life.Now));
                if (!wasTold && inUse > FewAnswers && Life.Now - since - frozen > LongestServed.TotalMilliseconds && apis.All(node => node.Life is { } life && !node.IsStruck && life.End == End.None))
                {
                    wasTold = true;
                    findings.Break("I11", $"key {Key} of {UserId} is in use since {FaultLog.Time(since)}, {inUse} answers 409, the last from {api.Name}");
                }
            }
            else if (reply is not null && reply.Status is not (429 or 500 or 503 or 507))
            {
                return reply;
            }

            await Task.Delay(Pause, TimeProvider.System, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        findings.Break("I11", $"key {Key} of {UserId} was never answered{(inUse > 0 ? $", {inUse} times 409 since {FaultLog.Time(inUseSince!.Value)}" : "")}");
        return null;
    }

    private HttpRequestMessage WithKey()
    {
        var request = Make();
        request.Headers.Add("Idempotency-Key", Key);
        return request;
    }
}
