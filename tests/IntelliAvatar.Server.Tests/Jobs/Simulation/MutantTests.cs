using IntelliAvatar.Server.Tests.Support;
using Xunit.Abstractions;

namespace IntelliAvatar.Server.Tests.Jobs.Simulation;

/// <summary>Whichever guard of the queue is taken away, some history shows it, on either database.</summary>
public sealed class MutantTests(ITestOutputHelper output)
{
    private const int Histories = 150;

    public static TheoryData<string> Names => [.. Mutant.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_missing_guard_is_noticed_on_SQLite(string name) => IsNoticedAsync(new SqliteRoom(Sandbox.InMemory()) { Limits = SimulationContract.Limits }, name, first: 0);

    /// <summary>A history takes long there, so it begins with one that is known to show it.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public Task A_missing_guard_is_noticed_on_PostgreSQL(string name) =>
        IsNoticedAsync(new PostgresRoom(Sandbox.InMemory()) { Limits = SimulationContract.Limits }, name, Mutant.All[name].ShownBy);

    private async Task IsNoticedAsync(QueueRoom room, string name, int first)
    {
        await using (room)
        {
            await room.OpenAsync();
            if (Mutant.All[name].Before is { } before)
            {
                await room.ExecuteAsync(before);
            }

            for (var seed = first; seed < first + Histories; seed++)
            {
                if (await new History(room, seed, Mutant.All[name]).RunAsync() is { } broken)
                {
                    output.WriteLine($"seed {seed}: {broken}");
                    return;
                }
            }
        }

        Assert.Fail($"In {Histories} histories nothing showed that {name}.");
    }
}
