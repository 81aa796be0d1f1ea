using IntelliAvatar.Server.Jobs.Queue;

namespace IntelliAvatar.Server.Jobs.Views;

/// <summary>A model server: what its schedulers say of it now, and how its last jobs went.</summary>
/// <param name="Name">Its address, as the settings write it.</param>
/// <param name="Protocol">What is spoken with it; see <see cref="ModelServers.ModelServerRegistry.Entry"/>.</param>
/// <param name="Slots">How many jobs it renders at once.</param>
/// <param name="Busy">How many it renders now.</param>
/// <param name="Health">well, unwell (it gets no jobs for a while) or gone (no scheduler reports it any more).</param>
/// <param name="OutUntil">When one that is unwell is tried again.</param>
/// <param name="Trouble">What it answered last, when that was trouble.</param>
/// <param name="Schedulers">The processes that use it.</param>
/// <param name="Hosts">The machines of those processes, as far as they are known.</param>
/// <param name="Lately">Its attempts among the last ones of all, the last one first.</param>
public sealed record ModelServerReport(
    string Name, string Protocol, int Slots, int Busy, string Health, DateTimeOffset? OutUntil, string? Trouble, PauseStore.Paused? Paused, DateTimeOffset SeenAt,
    IReadOnlyList<string> Schedulers, IReadOnlyList<string> Hosts, IReadOnlyList<JobAttempt> Lately)
{
    /// <summary>Seconds of work for a second of speech; null: it has completed none.</summary>
    public double? SecondsPerSpeechSecond
    {
        get
        {
            var completed = Lately.Where(JobDurationModel.IsWhole).ToList();
            return completed.Count == 0
                ? null
                : completed.Sum(attempt => JobDurationModel.Work(JobStep.Parse(attempt.Steps), attempt.StartedAt, attempt.EndedAt).TotalSeconds) / completed.Sum(attempt => attempt.SpeechSeconds!.Value);
        }
    }
}
