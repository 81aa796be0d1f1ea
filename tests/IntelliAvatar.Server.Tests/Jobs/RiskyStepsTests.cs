using IntelliAvatar.Server.Jobs.Worker;
using IntelliAvatar.Server.Storage;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Jobs;

/// <summary>What can kill a process runs side by side; what is suspected to have killed one runs alone.</summary>
public sealed class RiskyStepsTests : IAsyncLifetime
{
    private readonly SqliteRoom _room = new();
    private RiskySteps _risks = null!;
    private Workspace _workspace = null!;

    private static CancellationToken None => CancellationToken.None;

    public async Task InitializeAsync()
    {
        await _room.OpenAsync();
        _risks = new RiskySteps(_room.Queue);
        _workspace = new Workspace(Options.Create(new StorageOptions { Url = "file:" + _room.Sandbox.Path("storage") }));
    }

    public async Task DisposeAsync()
    {
        _workspace.Dispose();
        await _room.DisposeAsync();
    }

    [Fact]
    public async Task The_database_knows_of_it_before_it_begins()
    {
        using var run = await RunAsync(isSuspect: false);

        Assert.True(await _risks.BeginAsync(run, "speech", None));

        var job = (await _room.FindAsync(run.Job.JobId))!;
        Assert.Equal((true, "speech"), (job.AtRisk, job.Step));
    }

    [Fact]
    public async Task Who_lost_its_job_does_not_begin()
    {
        using var run = await RunAsync(isSuspect: false);
        await _room.RescueAsync(run.Job.Owner!);

        Assert.False(await _risks.BeginAsync(run, "fetch", None));
    }

    [Fact]
    public async Task Innocent_jobs_run_side_by_side()
    {
        using var one = await RunAsync(isSuspect: false);
        using var two = await RunAsync(isSuspect: false);

        Assert.True(await _risks.BeginAsync(one, "fetch", None));
        Assert.True(await _risks.BeginAsync(two, "fetch", None));
    }

    [Fact]
    public async Task A_suspect_waits_until_it_is_alone_and_others_wait_for_it()
    {
        using var before = await RunAsync(isSuspect: false);
        using var suspect = await RunAsync(isSuspect: true);
        using var behind = await RunAsync(isSuspect: false);
        using var another = await RunAsync(isSuspect: true);
        await _risks.BeginAsync(before, "fetch", None);
        Task<bool>[] waiting = [_risks.BeginAsync(suspect, "fetch", None), _risks.BeginAsync(behind, "fetch", None), _risks.BeginAsync(another, "fetch", None)];
        Assert.All(waiting, task => Assert.False(task.IsCompleted));
        Assert.False((await _room.FindAsync(suspect.Job.JobId))!.AtRisk);

        before.LeaveRisk();
        Assert.True(await waiting[0]);
        Assert.False(waiting[1].IsCompleted);

        suspect.LeaveRisk();
        Assert.True(await waiting[1]);
        Assert.False(waiting[2].IsCompleted);

        behind.Dispose();
        Assert.True(await waiting[2]);
    }

    [Fact]
    public async Task Who_gives_up_waiting_keeps_nobody_out()
    {
        using var before = await RunAsync(isSuspect: false);
        using var suspect = await RunAsync(isSuspect: true);
        using var behind = await RunAsync(isSuspect: false);
        using var cancel = new CancellationTokenSource();
        await _risks.BeginAsync(before, "fetch", None);
        var waiting = _risks.BeginAsync(suspect, "fetch", cancel.Token);
        var next = _risks.BeginAsync(behind, "fetch", None);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.True(await next);
        Assert.False(_risks.TryEnter(suspect));
    }

    private async Task<JobContext> RunAsync(bool isSuspect)
    {
        var job = await _room.SubmitAsync();
        if (isSuspect)
        {
            await _room.ExecuteAsync($"UPDATE jobs SET is_suspect = 1 WHERE job_id = '{job.JobId}'");
        }

        return new JobContext((await _room.ClaimAsync())!, _workspace, TimeProvider.System);
    }
}
