using IntelliAvatar.Server.Jobs.Worker;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Jobs;

public sealed class LoopTurnsTests : IDisposable
{
    private readonly Sandbox _sandbox = new();
    private readonly ManualClock _clock = new();

    private string Storage => _sandbox.Path("storage");

    private Workspace NewWorkspace() => new(Options.Create(new StorageOptions { Url = $"file:{Storage}" }));

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void A_loop_that_comes_round_is_well_and_one_that_does_not_is_named()
    {
        using var workspace = NewWorkspace();
        var turns = new LoopTurns(workspace, _clock);
        using var quick = turns.Begin("scheduler", TimeSpan.FromMinutes(2));
        using var slow = turns.Begin("rescuer", TimeSpan.FromMinutes(30));

        _clock.Advance(TimeSpan.FromMinutes(2));
        quick.Turn();
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True(LoopTurns.LookAt(Storage, _clock).IsWell);

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((false, "The scheduler has not come round for 121 s; it may take 120 s."), Look());
        quick.Turn();
        Assert.True(LoopTurns.LookAt(Storage, _clock).IsWell);

        for (var minute = 0; minute < 30; minute++)
        {
            quick.Turn();
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.StartsWith("The rescuer has not come round", Look().Sentence);
    }

    [Fact]
    public void One_of_several_processes_that_stands_still_is_enough()
    {
        using var one = NewWorkspace();
        using var other = NewWorkspace();
        using var still = new LoopTurns(one, _clock).Begin("scheduler", TimeSpan.FromMinutes(2));
        using var well = new LoopTurns(other, _clock).Begin("scheduler", TimeSpan.FromMinutes(2));
        _clock.Advance(TimeSpan.FromMinutes(3));
        well.Turn();

        Assert.False(Look().IsWell);
    }

    [Fact]
    public void What_a_dead_process_left_behind_does_not_count()
    {
        var dead = NewWorkspace();
        using (new LoopTurns(dead, _clock).Begin("scheduler", TimeSpan.FromMinutes(2)))
        {
        }

        var (folder, left) = (dead.Folder, _sandbox.Path("left"));
        Directory.Move(folder, left);
        Directory.CreateDirectory(folder);
        dead.Dispose();
        Directory.Move(left, folder);
        File.Create(folder + ".lock").Dispose(); // nobody holds it
        Assert.Equal((false, $"No scheduler runs on {Storage}."), Look());

        using var alive = NewWorkspace();
        Assert.True(Look().IsWell); // it is starting: it may wait for its database for long
        using var turn = new LoopTurns(alive, _clock).Begin("scheduler", TimeSpan.FromMinutes(2));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(Look().IsWell);
    }

    [Fact]
    public void Where_there_is_no_storage_folder_no_scheduler_runs() => Assert.False(Look().IsWell);

    private (bool IsWell, string Sentence) Look() => LoopTurns.LookAt(Storage, _clock) is var (isWell, sentence) ? (isWell, sentence) : default;
}
