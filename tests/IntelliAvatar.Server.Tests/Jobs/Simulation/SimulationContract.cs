using IntelliAvatar.Server.Jobs.Queue;

namespace IntelliAvatar.Server.Tests.Jobs.Simulation;

/// <summary>The real queue keeps its promises in every history. <c>SIMULATION_SEEDS</c> asks for more of them, <c>SIMULATION_FIRST</c> for others.</summary>
public abstract class SimulationContract(QueueRoom room, int seeds) : IAsyncLifetime
{
    /// <summary>So short that what chance adds to a pause never matters: a history is its seed's alone.</summary>
    public static SchedulerOptions Limits { get; } = new() { RetryDelay = TimeSpan.FromMilliseconds(1), Lease = TimeSpan.FromSeconds(85) };

    public Task InitializeAsync() => room.OpenAsync();

    public async Task DisposeAsync() => await room.DisposeAsync();

    [Fact]
    public async Task No_promise_breaks_in_any_history()
    {
        var first = Number("SIMULATION_FIRST", 0);
        for (var seed = first; seed < first + Number("SIMULATION_SEEDS", seeds); seed++)
        {
            var broken = await new History(room, seed, mutant: null).RunAsync();
            Assert.True(broken is null, $"seed {seed}: {broken}");
        }
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : otherwise;
}
