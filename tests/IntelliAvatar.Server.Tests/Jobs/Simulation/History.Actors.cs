using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Worker;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Tests.Jobs.Simulation;

/// <summary>What the processes do, as the scheduler, the runner and the rescuer do it.</summary>
internal sealed partial class History
{
    private static CancellationToken None => CancellationToken.None;

    private long Trust => (long)(room.Limits.Lease - (room.Limits.Lease / 6)).TotalMilliseconds;

    private async Task WorkAsync(Actor me, JobQueue queue, JobFiles files)
    {
        while (true)
        {
            await me.PauseAsync();
            var asked = Monotonic;
            try
            {
                me.IsYoung = _random.Next(4) == 0;
                me.Converts = HasConversions && _random.Next(3) == 0;
                var claims = me.Converts
                    ? await queue.ClaimUnconvertedAsync(me.Owner, 1, None, me.IsYoung)
                    : await queue.ClaimAsync(me.Owner, _random.Next(4) == 0 ? null : Servers, 1, None, me.IsYoung);
                me.Claim = claims.SingleOrDefault();
            }
            catch (Exception trouble) when (IsTrouble(trouble))
            {
                continue; // perhaps it is ours; its lease will end
            }

            if (me.Claim is not null)
            {
                Confirm(me, asked);
                await AttemptAsync(me, queue, files);
                _oracle.Forget(me);
                (me.Claim, me.Outcome, me.Rendered, me.HasLeft, me.HasFetched, me.IsAtRisk) = (null, null, null, true, false, false);
            }
        }
    }

    private async Task AttemptAsync(Actor me, JobQueue queue, JobFiles files)
    {
        var outcome = me.Claim!.IsUnconverted ? await ConvertAsync(me, queue, files) : null;
        var claim = me.Claim!;
        if (outcome is null && claim is { ResultServer: { } by, ResultName: { } name })
        {
            await FetchAsync(me, queue, claim, new RenderedFile(by, name));
        }

        outcome ??= await WaitAsync(me, queue, claim);
        outcome ??= await RenderAsync(me, queue, claim);
        for (var beat = _random.Next(1, 6); outcome is null && beat > 0; beat--)
        {
            await me.PauseAsync();
            outcome = await BeatAsync(me, queue, claim);
        }

        outcome ??= Ending(claim);
        if (outcome is JobOutcome.Done && me.Rendered is { MayBeReused: true } file && !await EndFetchAsync(me, queue, claim, file))
        {
            outcome = new JobOutcome.Release("result_replaced", "It is rendered again.");
        }

        await EndAsync(me, queue, claim, outcome);
    }

    private async Task<bool> EndFetchAsync(Actor me, JobQueue queue, Job claim, RenderedFile file)
    {
        me.HasFetched = true;
        var isOurs = _oracle.IsOf(claim, file);
        try
        {
            if (!await queue.EndFetchAsync(claim, file, None))
            {
                return false;
            }
        }
        catch (Exception trouble) when (IsTrouble(trouble))
        {
            return false;
        }

        return isOurs ? true : throw new BrokenPromiseException("a job would be given another's video");
    }

    private void Confirm(Actor me, long sent)
    {
        me.TrustedUntil = sent + Trust;
        _oracle.Trusts(me, me.TrustedUntil);
    }

    /// <returns>Why the work is to end; null: it goes on.</returns>
    private async Task<JobOutcome?> BeatAsync(Actor me, JobQueue queue, Job claim)
    {
        var sent = Monotonic;
        try
        {
            if (!await queue.HeartbeatAsync(claim, "generate", 0.5, null, None, null, me.HasLeft ? null : me.Rendered))
            {
                return Lost(me);
            }

            me.HasLeft = true;
            Confirm(me, sent);
            switch (await queue.LookAsync(claim, None))
            {
                case LeaseState.Lost:
                    return Lost(me);
                case LeaseState.CancelAsked:
                    return new JobOutcome.Release("cancelled", "A user asked for it.");
            }
        }
        catch (Exception trouble) when (IsTrouble(trouble))
        {
            // The lease is ours for a while yet.
        }

        return Monotonic > me.TrustedUntil ? JobOutcome.Release.LeaseLost : null;
    }

    /// <summary>It writes nothing more.</summary>
    private static JobOutcome.Release Lost(Actor me)
    {
        me.TrustedUntil = 0;
        return JobOutcome.Release.LeaseLost;
    }

    /// <summary>A pause with a heartbeat, when it is time for one; the scheduler has a loop for them.</summary>
    private async Task<JobOutcome?> WaitAsync(Actor me, JobQueue queue, Job claim)
    {
        await me.PauseAsync();
        return me.TrustedUntil - Monotonic < Trust / 2 && _random.Next(4) > 0 ? await BeatAsync(me, queue, claim) : null;
    }

    /// <summary>The first step of a job whose video is stored as it was sent; what it does can kill the process.</summary>
    private async Task<JobOutcome?> ConvertAsync(Actor me, JobQueue queue, JobFiles files)
    {
        var claim = me.Claim!;
        if (!TryEnterRisk(me))
        {
            return new JobOutcome.Release("busy", "A suspect is at work.");
        }

        try
        {
            var converted = claim with { InputVideo = files.KeyFor(StorageKeys.Video(claim.JobId), claim), ConversionSeconds = null };
            if (!await queue.EnterRiskAsync(claim, "convert", null, None)
                || !await queue.KeepInputAsync(claim, converted, new Dictionary<string, string> { [room.Temporary("video")] = converted.InputVideo }, None))
            {
                return JobOutcome.Release.LeaseLost;
            }

            (me.Claim, me.IsAtRisk) = (converted, false);
            return _random.Next(2) == 0 ? new JobOutcome.Release("converted", "It waits for its turn.") : null;
        }
        catch (Exception trouble) when (IsTrouble(trouble))
        {
            return new JobOutcome.Release("away", "Something is away.");
        }
    }

    /// <summary>Fetches what an earlier attempt has had rendered, and believes that it is its own.</summary>
    private async Task FetchAsync(Actor me, JobQueue queue, Job claim, RenderedFile file)
    {
        await me.PauseAsync();
        var isOurs = _oracle.IsOf(claim, file);
        await me.PauseAsync();
        try
        {
            if ((!file.MayBeReused || await queue.HasResultAsync(claim, file, None)) && !isOurs)
            {
                throw new BrokenPromiseException("a job would be given another's video");
            }
        }
        catch (Exception trouble) when (IsTrouble(trouble))
        {
            // It renders again.
        }
    }

    /// <summary>Takes a slot and has the server render. What follows can kill the process, and a suspect's is done alone.</summary>
    private async Task<JobOutcome?> RenderAsync(Actor me, JobQueue queue, Job claim)
    {
        var server = _random.Next(2) == 0 ? "http://a" : "http://b";
        var taken = Monotonic;
        try
        {
            if (!await queue.TakeSlotAsync(claim, server, Servers[server], None))
            {
                return new JobOutcome.Release("busy", "All are busy.");
            }

            if (!HasOneName && _random.Next(2) == 0)
            {
                return null;
            }

            await me.PauseAsync();
            var asked = Monotonic;
            if (asked - taken >= room.Limits.Heartbeat.TotalMilliseconds
                && (!await queue.KeepSlotAsync(claim, None) || Monotonic - asked >= room.Limits.SlotPatience.TotalMilliseconds))
            {
                return new JobOutcome.Release("busy", "Another job has the slot by now.");
            }
        }
        catch (Exception trouble) when (IsTrouble(trouble))
        {
            return new JobOutcome.Release("away", "The database is away.");
        }

        if (Monotonic > me.TrustedUntil)
        {
            return JobOutcome.Release.LeaseLost;
        }

        var rendered = _oracle.Render(claim, server, HasOneName || _random.Next(3) == 0 ? "result.mp4" : $"{claim.JobId}-{claim.Attempt}.mp4");
        for (var pause = _random.Next(1, 4); pause > 0; pause--)
        {
            if (await WaitAsync(me, queue, claim) is { } end)
            {
                return end;
            }
        }

        if (TryEnterRisk(me))
        {
            me.Rendered = rendered;
            me.HasLeft = false; // it tells with the next heartbeat
            await (_random.Next(4) == 0 ? Task.CompletedTask : LeaveSlotAsync(me, queue, claim));
        }

        return null;
    }

    private async Task LeaveSlotAsync(Actor me, JobQueue queue, Job claim)
    {
        try
        {
            await queue.LeaveSlotAsync(claim, None, me.Rendered, new JobReport("fetch", 0.9, null, null, null));
            me.HasLeft = true;
        }
        catch (Exception trouble) when (IsTrouble(trouble))
        {
            // With the next heartbeat.
        }
    }

    private bool TryEnterRisk(Actor me) =>
        me.IsAtRisk = !_actors.Any(other => other != me && other.Owner == me.Owner && other.IsAtRisk && (me.Claim!.IsSuspect || other.Claim?.IsSuspect == true));

    private JobOutcome Ending(Job claim) => _random.Next(10) switch
    {
        < 6 => new JobOutcome.Done(room.Temporary($"{claim.JobId} by {claim.Owner} in attempt {claim.Attempt}")),
        < 8 => new JobOutcome.Retry(_random.Next(3) == 0 ? "rare" : "c", "It failed.", TimeSpan.FromSeconds(_random.Next(1, 60)), MaxTries: 2) { IsResultKept = _random.Next(2) == 0 },
        8 => new JobOutcome.Fail("c", "It would fail again."),
        _ => new JobOutcome.Release("c", "Nothing was tried."),
    };

    private async Task EndAsync(Actor me, JobQueue queue, Job claim, JobOutcome outcome)
    {
        me.Outcome = outcome;
        while (Monotonic <= me.TrustedUntil)
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
            catch (Exception trouble) when (IsTrouble(trouble))
            {
                await me.PauseAsync();
            }
        }
    }

    private async Task RescueAsync(Actor me, JobQueue queue, OrphanSweeper sweep)
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
            catch (Exception trouble) when (IsTrouble(trouble))
            {
                // Next time.
            }
        }
    }
}
