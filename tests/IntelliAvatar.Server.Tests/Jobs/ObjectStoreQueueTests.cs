using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Tests.Jobs;

/// <summary>What the queue promises of files in a store where a file has its key before its row names it.</summary>
public sealed class ObjectStoreQueueTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly ObjectStoreRoom _room = new();

    public Task InitializeAsync() => _room.OpenAsync();

    public async Task DisposeAsync() => await _room.DisposeAsync();

    [Fact]
    public async Task A_worker_that_lost_its_job_takes_its_file_away_and_the_heirs_stays()
    {
        var job = await _room.SubmitAsync();
        var lost = (await _room.ClaimAsync("zombie"))!;
        await _room.RescueAsync("zombie");
        var heir = (await _room.ClaimAsync("heir"))!;

        Assert.True(await _room.Queue.CompleteAsync(heir, _room.Temporary("of the heir"), None));
        Assert.False(await _room.Queue.CompleteAsync(lost, _room.Temporary("of the zombie"), None));

        var key = (await _room.FindAsync(job.JobId))!.OutputVideo!;
        Assert.StartsWith($"outputs/{job.JobId}.2-", key);
        Assert.Equal([key], (await _room.AllKeysAsync()).Where(StorageKeys.IsOutput));
        Assert.Equal("of the heir", await _room.ReadAsync(key));
    }

    [Fact]
    public async Task The_sweep_removes_what_crashes_left_a_day_ago_and_nothing_that_a_row_names()
    {
        var done = await _room.SubmitAsync();
        var claim = (await _room.ClaimAsync())!;
        await _room.LeaveAsync(StorageKeys.WithTry(StorageKeys.Output(done.JobId), "7"));
        await _room.LeaveAsync(StorageKeys.WithTry(StorageKeys.Audio(done.JobId), StorageKeys.NewTry(7)));
        await _room.LeaveAsync(StorageKeys.Video(_room.NewId()));
        await _room.Queue.CompleteAsync(claim, _room.Temporary("result"), None);

        Assert.Equal(0, await _room.SweepAt(_room.Clock, _room.Database, new JobFiles(_room.Database, _room.Files)).RunAsync(None));
        Assert.Equal(3, await _room.Sweep.RunAsync(None));

        var kept = (await _room.FindAsync(done.JobId))!;
        Assert.Equal([kept.OutputVideo!, kept.InputVideo, kept.InputAudio!], await _room.AllKeysAsync());
    }

    [Fact]
    public async Task A_result_that_is_swept_just_before_its_row_is_written_is_not_lost()
    {
        var job = await _room.SubmitAsync();
        var (claim, result) = ((await _room.ClaimAsync())!, _room.Temporary("result"));
        var key = _room.Files.KeyFor(StorageKeys.Output(job.JobId), claim.TryId);
        await _room.Files.StageAsync(result, key, None);
        Assert.Equal(1, await _room.Sweep.RunAsync(None));

        Assert.True(await _room.Queue.CompleteAsync(claim, result, None));
        Assert.Equal("result", await _room.ReadAsync(key));
    }
}
