using IntelliAvatar.Server.Jobs.Queue;

namespace IntelliAvatar.Server.Jobs.Worker;

/// <summary>
/// Steps that can kill this process, since tools run in or under it on the files of users: an input is converted, a speech is made, a result is fetched and checked, our own
/// engine renders. The database knows of each before it begins. A suspect is in one only alone.
/// </summary>
public sealed class RiskySteps(JobQueue queue)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<(bool Alone, TaskCompletionSource Entered)> _line = [];
    private int _inside;
    private bool _isSuspectInside;

    /// <summary>Begins the step as soon as no suspect, or, for a suspect, no other job of this process is in one. The run leaves it at its end, or before.</summary>
    /// <returns>False: the job is no longer this worker's.</returns>
    public async Task<bool> BeginAsync(JobContext run, string step, CancellationToken cancel)
    {
        if (!run.IsAtRisk)
        {
            await EnterAsync(run, cancel);
        }

        run.Begin(step);
        var latest = run.Latest;
        return await queue.EnterRiskAsync(run.Job, latest.Step, latest.Steps, cancel);
    }

    /// <summary>Enters if no other job is in the way. The caller writes it down.</summary>
    public bool TryEnter(JobContext run)
    {
        lock (_gate)
        {
            return run.IsAtRisk || (_line.Count == 0 && MayEnter(run.Job.IsSuspect) && Enter(run));
        }
    }

    private async Task EnterAsync(JobContext run, CancellationToken cancel)
    {
        LinkedListNode<(bool Alone, TaskCompletionSource Entered)> me;
        lock (_gate)
        {
            if (_line.Count == 0 && MayEnter(run.Job.IsSuspect))
            {
                Enter(run);
                return;
            }

            me = _line.AddLast((run.Job.IsSuspect, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)));
        }

        try
        {
            await me.Value.Entered.Task.WaitAsync(cancel);
            run.EnteredRisk(() => Leave(run.Job.IsSuspect));
        }
        catch (OperationCanceledException)
        {
            lock (_gate)
            {
                if (me.List is null)
                {
                    run.EnteredRisk(() => Leave(run.Job.IsSuspect)); // it was let in at that very moment
                }
                else
                {
                    _line.Remove(me);
                    LetIn();
                }
            }

            throw;
        }
    }

    private bool MayEnter(bool alone) => alone ? _inside == 0 : !_isSuspectInside;

    private bool Enter(JobContext run)
    {
        Count(run.Job.IsSuspect);
        run.EnteredRisk(() => Leave(run.Job.IsSuspect));
        return true;
    }

    private void Count(bool isSuspect)
    {
        _inside++;
        _isSuspectInside |= isSuspect;
    }

    private void Leave(bool wasSuspect)
    {
        lock (_gate)
        {
            _inside--;
            _isSuspectInside &= !wasSuspect;
            LetIn();
        }
    }

    private void LetIn()
    {
        while (_line.First is { } first && MayEnter(first.Value.Alone))
        {
            Count(first.Value.Alone);
            _line.RemoveFirst();
            first.Value.Entered.SetResult();
        }
    }
}
