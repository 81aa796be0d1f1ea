using Dapper;
using IntelliAvatar.Server.Jobs.Queue;

namespace IntelliAvatar.Server.Tests.Jobs.Simulation;

/// <summary>What requests with a key are promised: one job, one answer, and a key that only its owner writes to.</summary>
internal sealed partial class Oracle
{
    private readonly Dictionary<string, string> _answers = [], _madeFor = [];
    private readonly HashSet<string> _deleted = [];
    private Dictionary<string, KeyRow> _keys = [];

    private sealed record KeyRow
    {
        public required string Key { get; init; }

        public required string Fingerprint { get; init; }

        public required string ResourceId { get; init; }

        public required string Owner { get; init; }

        public int? Status { get; init; }

        public string? Answer { get; init; }

        public long? LeaseUntil { get; init; }

        public long ExpiresAt { get; init; }
    }

    /// <summary>A client was answered.</summary>
    public void Acknowledge(string key, string id)
    {
        Demand(_answers.TryAdd(key, id) || _answers[key] == id, "one key got two answers");
        Demand(_before.ContainsKey(id) || _deleted.Contains(id), "a client was answered for a job that is not there");
        _ = _deleted.Contains(id) || Acknowledged.Add(id);
    }

    private void Made(Job job) =>
        Demand(_madeFor.TryAdd(job.Payload, job.JobId) || _madeFor[job.Payload] == job.JobId || history.ClockJumps, "one key made two jobs");

    private async Task LookAtKeysAsync(Actor actor)
    {
        await using var reader = await room.Database.OpenReaderAsync(CancellationToken.None);
        var after = (await reader.QueryAsync<KeyRow>(
            "SELECT * FROM idempotency_keys")).ToDictionary(row => row.Key);
        foreach (var (key, before) in _keys)
        {
            if (!after.TryGetValue(key, out var row))
            {
                Demand((before.Status is null && before.Owner == actor.Owner) || before.ExpiresAt < room.Now.ToUnixTimeMilliseconds(), "a key was forgotten that another serves");
            }
            else if (row != before && (row.ResourceId == before.ResourceId || before.ExpiresAt >= room.Now.ToUnixTimeMilliseconds()))
            {
                Changed(actor, before, row);
            }
        }

        _keys = after;
    }

    private void Changed(Actor actor, KeyRow before, KeyRow after)
    {
        Demand((before.Fingerprint, before.ResourceId) == (after.Fingerprint, after.ResourceId), "a key was given to another request");
        Demand(before.Status is null, "an answer was changed");
        Demand(before.Owner == actor.Owner || after.Owner == actor.Owner, "a process wrote to a key that it does not serve");
        if (after.Owner != before.Owner && after.Owner.Length > 0)
        {
            Demand(
                history.ClockJumps || before.Owner.Length == 0 || before.LeaseUntil <= room.Now.ToUnixTimeMilliseconds() || actor.Absent.Contains(before.Owner),
                "a key was taken from a process that serves it");
        }

        Demand(after.Status is null || (before.Owner == actor.Owner && after.Answer == after.ResourceId), "a wrong answer was kept");
    }
}
