using Dapper;
using IntelliAvatar.Server.Jobs;

namespace IntelliAvatar.Server.Tests.Jobs.Simulation;

/// <summary>Knows what every process believes and does, and holds each change of a row against what is promised.</summary>
internal sealed partial class Oracle(QueueRoom room, History history, IReadOnlyDictionary<string, int> servers)
{
    private const int MostOvertakings = 3;

    private readonly Dictionary<Actor, (Job Job, long Until)> _trusts = [];
    private readonly Dictionary<string, string> _results = [];
    private readonly Dictionary<(string Waiting, string User), int> _overtakings = [];
    private readonly Dictionary<(string JobId, string Code), int> _failures = [];
    private readonly HashSet<(string JobId, int Attempt, string Owner)> _lost = [];
    private Dictionary<string, Job> _before = [];
    private readonly Dictionary<(string Server, string Name), string> _rendered = [];
    private Dictionary<string, Job> _now = [];
    private HashSet<string> _paused = [];

    /// <summary>Jobs that somebody was answered for.</summary>
    public HashSet<string> Acknowledged { get; } = [];

    public IReadOnlyCollection<string> Known => _before.Keys;

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

    /// <summary>The job's model server is done with it, and has a file of this name.</summary>
    public RenderedFile? Render(Job claim, string name)
    {
        if (_before[claim.JobId].ModelServer is not { } server)
        {
            return null;
        }

        var file = new RenderedFile(server, name);
        if (!file.MayBeReused || _before[claim.JobId].ModelServerSlot is not null)
        {
            _rendered[(server, name)] = claim.JobId; // whose slot was lost, was rendered before the one that has it now
        }

        return file;
    }

    /// <summary>An attempt fetches what it believes to be its own.</summary>
    public void Fetched(Job claim, RenderedFile file)
    {
        if (_rendered[(file.Server, file.Name)] != claim.JobId)
        {
            throw new BrokenPromiseException("a job would be given another's video");
        }
    }

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
            throw new BrokenPromiseException($"{gone} is gone");
        }

        _now = after;
        foreach (var (id, job) in after)
        {
            if (_before.TryGetValue(id, out var before))
            {
                Changed(actor, before, job);
            }
            else if (actor.Role != ActorRole.Customer || job is not { Status: JobStatus.Queued, Attempt: 0 })
            {
                throw new BrokenPromiseException("a job came from nowhere");
            }
        }

        _before = after;
        _paused = [.. (await room.Controls.ListAsync(CancellationToken.None)).Select(paused => paused.Target)];
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
                "UPDATE jobs SET status = 'QUEUED', attempt = attempt - 1, owner = NULL, lease_until = NULL, started_at = NULL, progress = NULL WHERE job_id = @JobId", lost),
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
        if (!(await room.KeysAsync()).ToHashSet().SetEquals(named))
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

    private void LookAtFiles()
    {
        foreach (var job in _before.Values)
        {
            if (room.Stored(job.InputVideo) != "video" || room.Stored(job.InputAudio!) != "audio")
            {
                throw new BrokenPromiseException("a job without its uploads");
            }

            if (job.OutputVideo is { } key && room.Stored(key) != _results[job.JobId])
            {
                throw new BrokenPromiseException("a completed job without its video, or with another's");
            }
        }
    }
}
