using IntelliAvatar.Server.Tests.Support;
using Xunit.Abstractions;

namespace IntelliAvatar.Server.Tests.Jobs.Simulation;

/// <summary>Whichever guard of the queue is taken away, some history shows it.</summary>
public sealed class MutantTests(ITestOutputHelper output)
{
    private const int Histories = 150;

    public static TheoryData<string> Names => [.. Mutant.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_missing_guard_is_noticed(string name)
    {
        await using var room = new SqliteRoom(Sandbox.InMemory()) { Limits = SimulationContract.Limits };
        await room.OpenAsync();
        if (Mutant.All[name].Before is { } before)
        {
            await room.ExecuteAsync(before);
        }

        for (var seed = 0; seed < Histories; seed++)
        {
            if (await new History(room, seed, Mutant.All[name]).RunAsync() is { } broken)
            {
                output.WriteLine($"seed {seed}: {broken}");
                return;
            }
        }

        Assert.Fail($"In {Histories} histories nothing showed that {name}.");
    }
}
