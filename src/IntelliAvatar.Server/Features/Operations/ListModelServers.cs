using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Views;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntelliAvatar.Server.Features.Operations;

/// <summary><c>GET /v1/model-servers</c>: who renders, and how that goes. By what the schedulers have written down, so every process can tell.</summary>
internal static class ListModelServers
{
    /// <param name="Name">Its address, as the settings write it.</param>
    /// <param name="Protocol">gateway, or embedded: our own engine, the child of a scheduler.</param>
    /// <param name="Slots">How many jobs it renders at once.</param>
    /// <param name="Busy">How many it renders now.</param>
    /// <param name="Health">well; unwell: it gets no jobs for a while; gone: no scheduler has reported it for half a minute.</param>
    /// <param name="OutUntil">When one that is unwell is tried again.</param>
    /// <param name="Trouble">What it answered last, when that was trouble.</param>
    /// <param name="PausedFor">Why it begins no new job; null: it is not paused.</param>
    /// <param name="SeenAt">When a scheduler last reported it.</param>
    /// <param name="Schedulers">Which processes use it.</param>
    /// <param name="Hosts">The machines of those processes.</param>
    public sealed record ModelServerState(
        string Name, string Protocol, int Slots, int Busy, string Health, DateTime? OutUntil, string? Trouble, string? PausedFor, DateTime SeenAt,
        IReadOnlyList<string> Schedulers, IReadOnlyList<string> Hosts, Record Lately);

    /// <summary>What became of its last jobs, as far as they are among the last 200 attempts of all.</summary>
    /// <param name="SecondsPerSpeechSecond">How long it takes for a second of speech; null: it has completed none.</param>
    public sealed record Record(int Completed, int Failed, int Lost, double? SecondsPerSpeechSecond);

    public static async Task<Ok<IReadOnlyList<ModelServerState>>> Handle(ModelServerReports reports, CancellationToken cancel) =>
        TypedResults.Ok<IReadOnlyList<ModelServerState>>([.. (await reports.ReadAsync(cancel)).Select(StateOf)]);

    private static ModelServerState StateOf(ModelServerReport server) =>
        new(
            server.Name, server.Protocol, server.Slots, server.Busy, server.Health, server.OutUntil?.UtcDateTime, server.Trouble, server.Paused?.Reason, server.SeenAt.UtcDateTime,
            server.Schedulers, server.Hosts, new(
                server.Lately.Count(attempt => attempt.Outcome == JobStatus.Completed),
                server.Lately.Count(attempt => attempt.Outcome == JobStatus.Failed),
                server.Lately.Count(attempt => attempt.Outcome == JobAttempt.Lost),
                server.SecondsPerSpeechSecond is { } pace ? Math.Round(pace, 2) : null));
}
