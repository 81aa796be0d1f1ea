using Dapper;
using IntelliAvatar.Server.Jobs.Queue;

namespace IntelliAvatar.Server.Tests.Jobs.Simulation;

/// <summary>Knows what every process believes and does, and holds each change of a row against what is promised.</summary>
internal sealed partial class Oracle(QueueRoom room, History history, IReadOnlyDictionary<string, int> servers)
{
    private const int MostOvertakings = 3;

    private readonly Dictionary<Actor, (Job Job, long Until)> _trusts = [];
    private readonly Dictionary<string, string> _results = [];
    private readonly Dictionary<(string Waiting, string User), HashSet<string>> _overtakings = [];
    private readonly Dictionary<(string JobId, string Code), int> _failures = [];
    private readonly HashSet<(string JobId, int Attempt, string Owner)> _lost = [];
    private Dictionary<string, Job> _before = [];
    private readonly Dictionary<(string Server, string Name), string> _rendered = [];
    private Dictionary<string, Job> _now = [];
    private HashSet<string> _paused = [];

    /// <summary>Jobs that somebody was answered for.</summary>
    public HashSet<string> Acknowledged { get; } = [];

    public IReadOnlyCollection<string> Known => _before.Keys;

    public IReadOnlyCollection<string> Running => [.. _before.Values.Where(job => job.Status == JobStatus.InProgress).Select(job => job.JobId)];

    /// <summary>The worker believes in its lease until then, by the clock that never jumps.</summary>
    public void Trusts(Actor worker, long until)
    {
        var claim = worker.Claim!;
        if (_lost.Contains((claim.JobId, claim.Attempt, claim.Owner!)))
        {
            return;
        }

        _trusts[worker] = (claim, until);
        if (!history.ClockJumps && _trusts.Values.Count(trust => trust.Job.JobId == claim.JobId && trust.Until > history.Monotonic) > 1)
        {
            throw new BrokenPromiseException("two workers trust their lease of one job");
        }
    }

    /// <summary>
    /// The model server renders the job and has a file of this name. One that it had under that name is gone. Whose process was taken for absent a moment
    /// ago is not asked: really that takes longer than the time after which it asks for its slot.
    /// </summary>
    public RenderedFile Render(Job claim, string server, string name)
    {
        var file = new RenderedFile(server, name);
        var isHeld = _before.TryGetValue(claim.JobId, out var row) && row.Status == JobStatus.InProgress && IsOf(claim, row);
        if (isHeld || !_lost.Contains((claim.JobId, claim.Attempt, claim.Owner!)))
        {
            var others = _before.Values.Where(job => job is { Status: JobStatus.InProgress, ModelServerSlot: not null } && job.ModelServer == server && job.JobId != claim.JobId);
            Demand(history.ClockJumps || others.Count() < servers[server], "a model server got more than it has slots for");
            if (!file.MayBeReused || row?.ModelServerSlot is not null)
            {
                _rendered[(server, name)] = claim.JobId; // whose slot was lost, was rendered before the one that has it now
            }
        }

        return file;
    }

    /// <summary>Whether what the server has under this name is the job's video.</summary>
    public bool IsOf(Job claim, RenderedFile file) => _rendered.GetValueOrDefault((file.Server, file.Name)) == claim.JobId;

    /// <summary>Whether any of several jobs may be what ends the process, if it ends now.</summary>
    public bool AreSeveralAtRisk(string owner) => _before.Values.Count(job => job.Status == JobStatus.InProgress && job.Owner == owner && job.AtRisk) > 1;

    public void Forget(Actor worker) => _trusts.Remove(worker);

    /// <summary>What one step of one process changed.</summary>
    public async Task LookAsync(Actor actor)
    {
        if (!actor.HasWritten)
        {
            return;
        }

        actor.HasWritten = false;
        var after = await ReadAsync();
        foreach (var gone in _before.Keys.Except(after.Keys))
        {
            Demand(actor.Role == ActorRole.Customer && HasEnded(_before[gone]), $"{gone} is gone");
            _deleted.Add(gone);
            Acknowledged.Remove(gone);
        }

        _now = after;
        foreach (var (id, job) in after)
        {
            if (_before.TryGetValue(id, out var before))
            {
                Changed(actor, before, job);
            }
            else
            {
                Demand(actor.Role == ActorRole.Customer && job is { Status: JobStatus.Queued, Attempt: 0 }, "a job came from nowhere");
                Made(job);
            }
        }

        _before = after;
        _paused = [.. (await room.Controls.ListAsync(CancellationToken.None)).Select(paused => paused.Target)];
        await LookAtKeysAsync(actor);
        LookAtSlots();
        LookAtFiles();
    }

    /// <summary>A fail-over to a standby that had not heard of the last claim: its worker goes on, and the job can be claimed again under the same attempt number.</summary>
    public async Task LoseClaimAsync(Random random)
    {
        var fresh = _before.Values.Where(job => job is { Status: JobStatus.InProgress, Step: null, ModelServerSlot: null, CancelRequestedAt: null }).OrderBy(job => job.JobId).ToList();
        if (fresh.Count == 0)
        {
            return;
        }

        var lost = fresh[random.Next(fresh.Count)];
        await room.Database.WriteAsync(
            writing => writing.ExecuteAsync(
                """
                UPDATE jobs SET status = 'QUEUED', attempt = attempt - 1, owner = NULL, lease_until = NULL, started_at = NULL, progress = NULL WHERE job_id = @JobId;
                DELETE FROM job_attempts WHERE job_id = @JobId AND attempt = @Attempt;
                """,
                lost),
            CancellationToken.None);
        _trusts.Keys.Where(worker => IsOf(_trusts[worker].Job, lost)).ToList().ForEach(Forget);
        _lost.Add((lost.JobId, lost.Attempt, lost.Owner!));
        _before = await ReadAsync();
    }

    public async Task<bool> HaveAllEndedAsync() => (await ReadAsync()).Values.All(HasEnded);

    /// <summary>After the last sweep.</summary>
    public async Task AuditAsync()
    {
        var jobs = await ReadAsync();
        if (Acknowledged.Except(jobs.Keys).Any())
        {
            throw new BrokenPromiseException("a job that was answered for is lost");
        }

        var named = jobs.Values.SelectMany(job => new[] { job.InputVideo, job.InputAudio, job.OutputVideo }).OfType<string>();
        if (!(await history.KeysAsync()).ToHashSet().SetEquals(named))
        {
            throw new BrokenPromiseException("a file that no job names, or a job without its file");
        }
    }

    private static bool IsOf(Job claim, Job job) => (claim.JobId, claim.Attempt, claim.Owner) == (job.JobId, job.Attempt, job.Owner);

    private static bool HasEnded(Job job) => job.Status is JobStatus.Completed or JobStatus.Failed or JobStatus.Cancelled;

    private async Task<Dictionary<string, Job>> ReadAsync() =>
        await room.Queue.ListAsync(CancellationToken.None).ToDictionaryAsync(job => job.JobId);

    private void LookAtSlots()
    {
        var taken = _before.Values.Where(job => job is { Status: JobStatus.InProgress, ModelServerSlot: not null }).ToList();
        if (taken.DistinctBy(job => (job.ModelServer, job.ModelServerSlot)).Count() < taken.Count || taken.Any(job => job.ModelServerSlot > servers[job.ModelServer!]))
        {
            throw new BrokenPromiseException("a slot is used twice, or there is none such");
        }
    }

    public async Task LookAtFilesAsync()
    {
        _before = await ReadAsync();
        LookAtFiles();
    }

    private void LookAtFiles()
    {
        foreach (var job in _before.Values)
        {
            if (history.Stored(job.InputVideo) != (job.IsUnconverted ? "sent" : "video") || history.Stored(job.InputAudio!) != "audio")
            {
                throw new BrokenPromiseException("a job without its uploads");
            }

            if (job.OutputVideo is { } key && history.Stored(key) != _results[job.JobId])
            {
                throw new BrokenPromiseException("a completed job without its video, or with another's");
            }
        }
    }
}
