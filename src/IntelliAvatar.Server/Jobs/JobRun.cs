using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Jobs;

/// <summary>One attempt at a job, as its handler sees it.</summary>
public sealed class JobRun(Job job, Workspace workspace, TimeProvider time) : IDisposable
{
    private readonly long _began = time.GetTimestamp();
    private readonly List<JobStep> _steps = [];
    private readonly Lazy<Scratch> _scratch = new(workspace.NewScratch);
    private readonly Lock _gate = new();
    private Report _latest = new(null, 0, null, null);
    private bool _changed;

    public Job Job { get; } = job;

    /// <summary>This attempt's own folder; it goes when the attempt ends.</summary>
    public Scratch Scratch => _scratch.Value;

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

    public void Dispose()
    {
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
                return _changed;
            }
        }
    }

    /// <summary>What is to be told with the next heartbeat, and whether it is news.</summary>
    internal (Report Latest, bool Changed) Take()
    {
        lock (_gate)
        {
            var changed = _changed;
            _changed = false;
            return (_latest, changed);
        }
    }

    private void Update(Func<Report, Report> change)
    {
        lock (_gate)
        {
            var updated = change(_latest);
            _changed |= updated != _latest;
            _latest = updated;
        }
    }

    internal sealed record Report(string? Step, double Progress, string? ModelServer, string? Steps);
}
