using IntelliAvatar.Server.Jobs.Worker;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>A scheduler listens nowhere, and so a frozen one was found out by nothing.</summary>
[Collection(ServerIssueTests.Name)]
public sealed class SchedulerHealthTests : IAsyncLifetime
{
    private readonly Sandbox _sandbox = new();
    private ServerProcess _scheduler = null!;

    public async Task InitializeAsync() => _scheduler = await ServerProcess.StartAsync(_sandbox.Folder, "scheduler", "--ModelServers:0:Url=http://127.0.0.1:9");

    public async Task DisposeAsync()
    {
        await _scheduler.DisposeAsync();
        _sandbox.Dispose();
    }

    private async Task<(int Exit, string Said)> AskAsync(string role, params string[] more)
    {
        await using var run = await ProgramRun.ToEndAsync(_sandbox.Folder, null, ["health", "--role", role, .. more]);
        return (await run.EndAsync(), run.Output + run.Error);
    }

    [Fact]
    public async Task Health_tells_one_that_runs_from_one_that_ended_or_stands_still()
    {
        var (exit, said) = await AskAsync("scheduler");
        Assert.True(exit == 0, said);

        await _scheduler.SignalAsync("STOP");
        Assert.False(LoopTurns.LookAt(_sandbox.Path("storage"), new Later(TimeSpan.FromMinutes(3))).IsWell);
        await _scheduler.SignalAsync("CONT");
        await Eventually.HoldsAsync(() => LoopTurns.LookAt(_sandbox.Path("storage"), new Later(TimeSpan.FromMinutes(2) - AvatarClient.Patience)).IsWell);

        await _scheduler.KillAsync();
        (exit, said) = await AskAsync("scheduler");
        Assert.Equal(1, exit);
        Assert.Contains("No scheduler runs", said);
    }

    [Fact]
    public async Task Health_says_who_else_is_asked_and_what_cannot_be_asked()
    {
        var (exit, said) = await AskAsync("api");
        Assert.Equal(1, exit);
        Assert.Contains("/health/ready", said);

        (exit, said) = await AskAsync("scheduler", "nonsense");
        Assert.Equal(1, exit);
        Assert.Contains("'nonsense' is not understood", said);
    }

    /// <summary>The machine's clock, seen so much later.</summary>
    private sealed class Later(TimeSpan by) : TimeProvider
    {
        public override long GetTimestamp() => base.GetTimestamp() + (long)(by.TotalSeconds * TimestampFrequency);
    }
}
