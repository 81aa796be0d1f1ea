using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Jobs.Worker;

/// <summary>One attempt at a job, as its handler sees it.</summary>
public sealed class JobContext(Job job, Workspace workspace, TimeProvider time) : IDisposable
{
    private readonly long _began = time.GetTimestamp();
    private readonly List<JobStep> _steps = [];
    private readonly Lazy<TempFolder> _scratch = new(workspace.NewScratch);
    private readonly Lock _gate = new();
    private Action? _leaveRisk;
    private JobReport _latest = new(null, 0, null, null, null);
    private JobReport _told = new(null, 0, null, null, null);

    /// <summary>As it was claimed, and since then changed by this attempt.</summary>
    public Job Job { get; internal set; } = job;

    /// <summary>This attempt's own folder; it goes when the attempt ends.</summary>
    public TempFolder Scratch => _scratch.Value;

    /// <summary>Begins a step; people see its name.</summary>
    public void Begin(string step) => Update(latest =>
    {
        // Counted from the claim, whose time is the database's.
        _steps.Add(new JobStep(step, (Job.StartedAt ?? Job.CreatedAt) + time.GetElapsedTime(_began)));
        return latest with { Step = step, Steps = JobStep.Format(_steps) };
    });

    /// <param name="progress">0…1 of the whole job.</param>
    public void Advance(double progress) => Update(latest => latest with { Progress = Math.Clamp(progress, 0, 1) });

    /// <summary>Notes which model server works on it.</summary>
    public void WorkedOnBy(string modelServer) => Update(latest => latest with { ModelServer = modelServer });

    /// <summary>Whether it is in a step that can kill the process; see <see cref="RiskySteps"/>.</summary>
    internal bool IsAtRisk => _leaveRisk is not null;

    internal void EnteredRisk(Action leave) => _leaveRisk = leave;

    /// <summary>What could kill the process is over.</summary>
    public void LeaveRisk() => Interlocked.Exchange(ref _leaveRisk, null)?.Invoke();

    /// <summary>Notes a finished render that could not be written down yet.</summary>
    internal void HasResult(RenderedFile result) => Update(latest => latest with { Result = result });

    public void Dispose()
    {
        LeaveRisk();
        if (_scratch.IsValueCreated)
        {
            _scratch.Value.Dispose();
        }
    }

    internal bool HasNews
    {
        get
        {
            lock (_gate)
            {
                return _latest != _told;
            }
        }
    }

    /// <summary>What is to be told with the next heartbeat.</summary>
    internal JobReport Latest
    {
        get
        {
            lock (_gate)
            {
                return _latest;
            }
        }
    }

    /// <summary>The database has it.</summary>
    internal void Told(JobReport report)
    {
        lock (_gate)
        {
            _told = report;
        }
    }

    private void Update(Func<JobReport, JobReport> change)
    {
        lock (_gate)
        {
            _latest = change(_latest);
        }
    }
}
