using IntelliAvatar.Server.Jobs;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Tests.Jobs.Simulation;

/// <summary>What the processes do, as the scheduler, the runner and the rescuer do it.</summary>
internal sealed partial class History
{
    private static CancellationToken None => CancellationToken.None;

    private long Trust => (long)(room.Limits.Lease - (room.Limits.Lease / 6)).TotalMilliseconds;

    private async Task WorkAsync(Actor me, JobQueue queue)
    {
        while (true)
        {
            await me.PauseAsync();
            var asked = Monotonic;
            try
            {
                me.IsYoung = _random.Next(4) == 0;
                me.Claim = (await queue.ClaimAsync(me.Owner, _random.Next(4) == 0 ? null : Servers, 1, None, me.IsYoung)).SingleOrDefault();
            }
            catch (SimulatedTrouble)
            {
                continue; // perhaps it is ours; its lease will end
            }

            if (me.Claim is { } claim)
            {
                await AttemptAsync(me, queue, claim, asked);
                _oracle.Forget(me);
                (me.Claim, me.Outcome, me.Rendered, me.IsAtRisk) = (null, null, null, false);
            }
        }
    }

    private async Task AttemptAsync(Actor me, JobQueue queue, Job claim, long confirmed)
    {
        _oracle.Trusts(me, confirmed + Trust);
        if (claim is { ResultServer: { } by, ResultName: { } name })
        {
            _oracle.Fetched(claim, new RenderedFile(by, name));
        }

        JobOutcome? outcome = await TakeSlotAsync(queue, claim) ? null : new JobOutcome.Release("busy", "All are busy.");
        if (outcome is null && _random.Next(2) == 0)
        {
            await LeaveSlotAsync(me, queue, claim);
        }

        for (var beat = _random.Next(1, 6); outcome is null && beat > 0; beat--)
        {
            await me.PauseAsync();
            var sent = Monotonic;
            try
            {
                if (!await queue.HeartbeatAsync(claim, "generate", 0.5, null, None))
                {
                    return;
                }

                confirmed = sent;
                _oracle.Trusts(me, confirmed + Trust);
                switch (await queue.LookAsync(claim, None))
                {
                    case JobHold.Lost:
                        return;
                    case JobHold.CancelAsked:
                        outcome = new JobOutcome.Release("cancelled", "Somebody asked for it.");
                        break;
                }
            }
            catch (SimulatedTrouble)
            {
                // The lease is ours for a while yet.
            }

            if (Monotonic > confirmed + Trust)
            {
                return;
            }
        }

        outcome ??= Ending(claim);
        if (outcome is JobOutcome.Done && me.Rendered is { MayBeReused: true } file && !await EndFetchAsync(queue, claim, file))
        {
            outcome = new JobOutcome.Release("result_replaced", "It is rendered again.");
        }

        await EndAsync(me, queue, claim, outcome, confirmed + Trust);
    }

    private async Task<bool> EndFetchAsync(JobQueue queue, Job claim, RenderedFile file)
    {
        try
        {
            if (!await queue.EndFetchAsync(claim, file, None))
            {
                return false;
            }
        }
        catch (SimulatedTrouble)
        {
            return false;
        }

        _oracle.Fetched(claim, file);
        return true;
    }

    private async Task<bool> TakeSlotAsync(JobQueue queue, Job claim)
    {
        var server = _random.Next(2) == 0 ? "http://a" : "http://b";
        try
        {
            return await queue.TakeSlotAsync(claim, server, Servers[server], None);
        }
        catch (SimulatedTrouble)
        {
            return false;
        }
    }

    /// <summary>The server has rendered; what follows can kill the process, and a suspect's is done alone.</summary>
    private async Task LeaveSlotAsync(Actor me, JobQueue queue, Job claim)
    {
        if (_actors.Any(other => other != me && other.Owner == me.Owner && other.IsAtRisk && (claim.IsSuspect || other.Claim?.IsSuspect == true)))
        {
            return;
        }

        await me.PauseAsync();
        if (_actors.Any(other => other != me && other.Owner == me.Owner && other.IsAtRisk && (claim.IsSuspect || other.Claim?.IsSuspect == true)))
        {
            return;
        }

        me.IsAtRisk = true;
        me.Rendered = _oracle.Render(claim, _random.Next(3) == 0 ? "result.mp4" : $"{claim.JobId}-{claim.Attempt}.mp4");
        try
        {
            await queue.LeaveSlotAsync(claim, None, me.Rendered, new JobRun.Report("fetch", 0.9, null, null, null));
        }
        catch (SimulatedTrouble)
        {
            // It goes on without.
        }
    }

    private JobOutcome Ending(Job claim) => _random.Next(10) switch
    {
        < 6 => new JobOutcome.Done(room.Temporary($"{claim.JobId} by {claim.Owner} in attempt {claim.Attempt}")),
        < 8 => new JobOutcome.Retry(_random.Next(3) == 0 ? "rare" : "c", "It failed.", TimeSpan.FromSeconds(_random.Next(1, 60)), MaxTries: 2) { IsResultKept = _random.Next(2) == 0 },
        8 => new JobOutcome.Fail("c", "It would fail again."),
        _ => new JobOutcome.Release("c", "Nothing was tried."),
    };

    private async Task EndAsync(Actor me, JobQueue queue, Job claim, JobOutcome outcome, long trusted)
    {
        me.Outcome = outcome;
        while (Monotonic <= trusted)
        {
            try
            {
                var written = outcome switch
                {
                    JobOutcome.Done done => await queue.CompleteAsync(claim, done.ResultPath, None),
                    JobOutcome.Retry retry => await queue.RetryAsync(claim, retry, None),
                    JobOutcome.Fail fail => await queue.FailAsync(claim, fail, None),
                    _ => await queue.ReleaseAsync(claim, (JobOutcome.Release)outcome, None),
                };
                _ = written || await queue.CancelledAsync(claim, None);
                return;
            }
            catch (SimulatedTrouble)
            {
                await me.PauseAsync();
            }
        }
    }

    private async Task RescueAsync(Actor me, JobQueue queue, FileSweep sweep)
    {
        while (true)
        {
            await me.PauseAsync();
            try
            {
                me.Dead = [.. (await queue.OwnersAsync(None)).Where(owner => _killed.Contains(owner) && _random.Next(2) == 0)];
                me.Absent = [.. (await queue.OwnersAsync(None)).Where(owner => !me.Dead.Contains(owner) && _random.Next(40) == 0)];
                await queue.RescueAsync(me.Dead, None, me.Absent);
                if (_random.Next(2) == 0)
                {
                    await sweep.RunAsync(None);
                }
            }
            catch (SimulatedTrouble)
            {
                // Next time.
            }
        }
    }

    private async Task ComeAndGoAsync(Actor me, JobQueue queue, JobControls controls)
    {
        while (true)
        {
            await me.PauseAsync();
            try
            {
                switch (_chaos ? _random.Next(20) : _resumed ? 19 : 20)
                {
                    case < 8 when _submitted < MostJobs:
                        await SubmitAsync(queue);
                        break;
                    case < 10 when _oracle.Known.Count > 0:
                        await queue.CancelAsync(_oracle.Known.ElementAt(_random.Next(_oracle.Known.Count)), None);
                        break;
                    case 10:
                        await controls.PauseAsync((string[])[JobControls.Queue, JobControls.ModelServer("http://a")] is var all ? all[_random.Next(2)] : "", "test", None);
                        break;
                    case 11 or 12 or 20:
                        await controls.ResumeAsync(JobControls.Queue, None);
                        await controls.ResumeAsync(JobControls.ModelServer("http://a"), None);
                        _resumed = !_chaos;
                        break;
                }
            }
            catch (SimulatedTrouble)
            {
                // Nothing was promised.
            }
        }
    }

    private async Task SubmitAsync(JobQueue queue)
    {
        _submitted++;
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x70); // version 7
        var id = IssuedId.Of(room.Database.Installation, new Guid(bytes));
        var job = new Job
        {
            JobId = id,
            Kind = "test",
            UserId = _random.Next(5) == 0 ? "modest" : "busy",
            Feature = "Test",
            Payload = "{}",
            InputVideo = StorageKeys.Video(id),
            InputAudio = StorageKeys.Audio(id),
            Priority = _random.Next(8) == 0 ? 1 : 0,
        };
        await queue.SubmitAsync(job, new Dictionary<string, string> { [room.Temporary("video")] = job.InputVideo, [room.Temporary("audio")] = job.InputAudio }, None);
        _oracle.Acknowledged.Add(id);
    }
}
