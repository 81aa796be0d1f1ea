using IntelliAvatar.Server.Jobs.Views;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntelliAvatar.Server.Features.Operations;

/// <summary><c>GET /v1/processes</c>: which processes of the program share the database, where they run, and which jobs each holds.</summary>
internal static class ListProcesses
{
    /// <param name="Instance">Its name, new at every start. POST /v1/schedulers/{instance}/pause takes it.</param>
    /// <param name="Host">The name of its machine; null: not known.</param>
    /// <param name="ProcessId">Its number on that machine.</param>
    /// <param name="Role">all, api or scheduler.</param>
    /// <param name="Health">running; overdue: it has not reported for half a minute, so it is frozen, cut off or dead; unknown: it holds jobs but is not on the list.</param>
    /// <param name="SeenAt">When it last reported.</param>
    public sealed record ProcessState(
        string Instance, string? Host, int? ProcessId, string? Version, string? Role, string Health, DateTime? StartedAt, DateTime? SeenAt, IReadOnlyList<HeldJob> Jobs);

    /// <param name="Step">What it is at.</param>
    /// <param name="HasSlot">It occupies a slot of the model server.</param>
    /// <param name="LeaseUntil">When the job is taken back unless the process renews its lease.</param>
    public sealed record HeldJob(string JobId, int Attempt, string? Step, string? ModelServer, bool HasSlot, DateTime LeaseUntil);

    public static async Task<Ok<IReadOnlyList<ProcessState>>> Handle(ProcessReports reports, CancellationToken cancel) =>
        TypedResults.Ok<IReadOnlyList<ProcessState>>([.. (await reports.ReadAsync(cancel)).Select(StateOf)]);

    private static ProcessState StateOf(ProcessReports.Report report)
    {
        var (process, identity) = (report.Process, report.Process?.Identity);
        return new(
            report.Instance, identity?.Host, identity?.ProcessId, identity?.Version, identity?.Role,
            process switch { null => "unknown", { IsOverdue: true } => "overdue", _ => "running" },
            process?.StartedAt.UtcDateTime, process?.SeenAt.UtcDateTime,
            [.. report.Jobs.Select(job => new HeldJob(job.JobId, job.Attempt, job.Step, job.ModelServer, job.HasSlot, job.LeaseUntil.UtcDateTime))]);
    }
}
