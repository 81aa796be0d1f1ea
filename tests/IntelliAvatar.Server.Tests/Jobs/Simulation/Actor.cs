using IntelliAvatar.Server.Jobs.Queue;

namespace IntelliAvatar.Server.Tests.Jobs.Simulation;

/// <summary>One place of a process of the simulation. It runs only inside <see cref="StepAsync"/>, from one pause to the next, so that the order of everything is the seed's.</summary>
/// <param name="owner">Its process, under whose name it owns jobs.</param>
internal sealed class Actor(string owner, ActorRole role)
{
    private TaskCompletionSource _go = NewSignal(), _arrived = NewSignal();
    private Task _work = Task.CompletedTask;
    private bool _killed;

    public string Owner { get; } = owner;

    public ActorRole Role { get; } = role;

    /// <summary>What ends with its process.</summary>
    public IDisposable? Server { get; set; }

    /// <summary>By the monotonic clock: it is stopped until then, and does not know it.</summary>
    public long StoppedUntil { get; set; }

    /// <summary>The job it believes to have.</summary>
    public Job? Claim { get; set; }

    /// <summary>By the monotonic clock: so long it believes so.</summary>
    public long TrustedUntil { get; set; }

    /// <summary>What it means to write as the end of its attempt.</summary>
    public JobOutcome? Outcome { get; set; }

    /// <summary>Whom it takes for dead.</summary>
    public IReadOnlyCollection<string> Dead { get; set; } = [];

    /// <summary>Whom it has not seen for long.</summary>
    public IReadOnlyCollection<string> Absent { get; set; } = [];

    /// <summary>What its model server has rendered for it.</summary>
    public RenderedFile? Rendered { get; set; }

    /// <summary>Whether the database knows of <see cref="Rendered"/>, or there is nothing to know.</summary>
    public bool HasLeft { get; set; } = true;

    /// <summary>Whether it has fetched <see cref="Rendered"/>.</summary>
    public bool HasFetched { get; set; }

    /// <summary>Whether its process has just started.</summary>
    public bool IsYoung { get; set; }

    /// <summary>Whether it claims only jobs whose files are to be converted.</summary>
    public bool Converts { get; set; }

    /// <summary>Whether it is in a step that can kill its process.</summary>
    public bool IsAtRisk { get; set; }

    /// <summary>Whether the database was written to since somebody looked.</summary>
    public bool HasWritten { get; set; }

    public void Start(Func<Task> work) => _work = RunAsync(work);

    /// <summary>A place where others go on, or where this one may be stopped or killed.</summary>
    public async Task PauseAsync()
    {
        ThrowIfKilled();
        var go = _go = NewSignal();
        _arrived.TrySetResult();
        await go.Task;
        ThrowIfKilled();
    }

    public void ThrowIfKilled()
    {
        if (_killed)
        {
            throw new KilledException();
        }
    }

    public async Task StepAsync()
    {
        _arrived = NewSignal();
        _go.SetResult();
        await await Task.WhenAny(_arrived.Task, _work);
    }

    /// <summary>kill -9: it goes on nowhere.</summary>
    public async Task KillAsync()
    {
        _killed = true;
        if (!_work.IsCompleted)
        {
            await StepAsync();
        }
    }

    private async Task RunAsync(Func<Task> work)
    {
        try
        {
            await PauseAsync();
            await work();
        }
        catch (KilledException)
        {
            // As it was meant.
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class KilledException : Exception;
}

internal enum ActorRole
{
    Worker,
    Rescuer,
    Customer,
}
