using Dapper;
using IntelliAvatar.Server.Persistence;

namespace IntelliAvatar.Server.Jobs.Views;

/// <summary>The processes on this database and the jobs that each holds.</summary>
public sealed class ProcessReports(ProcessRegistry registry, Database database)
{
    /// <param name="Instance">The owner of the jobs.</param>
    /// <param name="Process">Null: the process has no row, since it is of an older version of the program or ended long ago.</param>
    public sealed record Report(string Instance, ProcessRegistry.Entry? Process, IReadOnlyList<HeldJob> Jobs);

    /// <param name="LeaseUntil">When the job is taken back unless its process renews the lease.</param>
    /// <param name="HasSlot">It occupies a slot of <paramref name="ModelServer"/>.</param>
    public sealed record HeldJob(string JobId, int Attempt, string? Step, string? ModelServer, bool HasSlot, DateTimeOffset LeaseUntil);

    /// <summary>All processes, the oldest first, then owners of jobs that are no longer known.</summary>
    public async Task<IReadOnlyList<Report>> ReadAsync(CancellationToken cancel)
    {
        var processes = await registry.ListAsync(cancel);
        await using var reader = await database.OpenReaderAsync(cancel);
        var held = (await reader.QueryAsync<(string Owner, string JobId, int Attempt, string? Step, string? ModelServer, int? Slot, long LeaseUntil)>(new(
                "SELECT owner, job_id, attempt, step, model_server, model_server_slot, lease_until FROM jobs WHERE status = 'IN_PROGRESS' ORDER BY owner, seq",
                cancellationToken: cancel)))
            .ToLookup(
                job => job.Owner,
                job => new HeldJob(job.JobId, job.Attempt, job.Step, job.ModelServer, job.Slot is not null, DateTimeOffset.FromUnixTimeMilliseconds(job.LeaseUntil)),
                StringComparer.Ordinal);
        var unknown = held.Select(owner => owner.Key).Except(processes.Select(process => process.Identity.Instance), StringComparer.Ordinal);
        return
        [
            .. processes.Select(process => new Report(process.Identity.Instance, process, [.. held[process.Identity.Instance]])),
            .. unknown.Select(instance => new Report(instance, null, [.. held[instance]])),
        ];
    }
}
