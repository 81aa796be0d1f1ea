using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Persistence;

namespace IntelliAvatar.Server.Jobs.Worker;

/// <summary>Keeps a running job's lease alive, and tells its worker when to stop.</summary>
internal sealed class LeaseRenewer : IDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan News = TimeSpan.FromSeconds(1);

    private readonly JobContext _run;
    private readonly JobQueue _queue;
    private readonly QueueNotifier _signal;
    private readonly SchedulerOptions _limits;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new(), _lost = new();
    private TaskCompletionSource _asked = NewSignal();

    public LeaseRenewer(JobContext run, JobQueue queue, QueueNotifier signal, SchedulerOptions limits, TimeProvider time, ILogger log)
    {
        (_run, _queue, _signal, _limits, _time, _log) = (run, queue, signal, limits, time, log);
        signal.CancelAsked += HearCancel;
    }

    /// <summary>The work is to end: the job is lost, or to be cancelled.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Another worker has the job by now, or none: there is nothing to write any more.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Beats until told that it is over, or the job is lost. Trust in the lease ends early: what counts is when the last confirmed heartbeat was sent.</summary>
    public async Task BeatAsync(CancellationToken over)
    {
        var trust = _limits.Lease - (_limits.Lease / 6);
        var turn = _limits.Heartbeat < LookAgain ? _limits.Heartbeat : LookAgain;
        var confirmed = _time.GetTimestamp();
        var isSilent = false;
        while (!over.IsCancellationRequested)
        {
            await WaitAsync(turn, over);
            var sent = _time.GetTimestamp();
            var since = _time.GetElapsedTime(confirmed, sent);
            try
            {
                // A database that does not answer must not keep us from giving up in time.
                using var late = new CancellationTokenSource(trust > since ? trust - since : TimeSpan.Zero, _time);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(over, late.Token);
                if (since >= _limits.Heartbeat - turn || (since >= News && _run.HasNews))
                {
                    var latest = _run.Latest;
                    if (!await _queue.HeartbeatAsync(_run.Job, latest.Step, latest.Progress, latest.ModelServer, either.Token, latest.Steps, latest.Result))
                    {
                        await LoseAsync("The job is not this worker's any more");
                        return;
                    }

                    _run.Told(latest);
                    confirmed = sent;
                }

                var hold = await _queue.LookAsync(_run.Job, either.Token);
                isSilent = false;
                if (hold is LeaseState.Lost)
                {
                    await LoseAsync("The job is not this worker's any more");
                    return;
                }

                if (hold is LeaseState.CancelAsked && !_stop.IsCancellationRequested)
                {
                    _log.LogInformation("The job's end was asked for");
                    await _stop.CancelAsync();
                }
            }
            catch (OperationCanceledException) when (over.IsCancellationRequested)
            {
                return;
            }
            catch (Exception broken) when (broken.IsDatabaseTrouble() || broken is OperationCanceledException)
            {
                if (!isSilent)
                {
                    _log.LogWarning("The database did not answer about the job: {Reason}", broken.Message);
                }

                isSilent = true;
            }

            if (_time.GetElapsedTime(confirmed) > trust)
            {
                await LoseAsync("No heartbeat was confirmed for too long; the work is given up");
                return;
            }
        }
    }

    public void Dispose()
    {
        _signal.CancelAsked -= HearCancel;
        _stop.Dispose();
        _lost.Dispose();
    }

    private async Task LoseAsync(string why)
    {
        _log.LogWarning("{Why}", why);
        await _lost.CancelAsync();
        await _stop.CancelAsync();
    }

    private async Task WaitAsync(TimeSpan turn, CancellationToken over)
    {
        var asked = _asked.Task;
        await Task.WhenAny(asked, Task.Delay(turn, _time, over));
        if (asked.IsCompleted)
        {
            _asked = NewSignal();
        }
    }

    private void HearCancel(string jobId)
    {
        if (jobId == _run.Job.JobId)
        {
            _asked.TrySetResult();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
