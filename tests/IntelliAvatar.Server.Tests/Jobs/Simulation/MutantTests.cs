using IntelliAvatar.Server.Tests.Support;
using Xunit.Abstractions;

namespace IntelliAvatar.Server.Tests.Jobs.Simulation;

/// <summary>Whichever guard of the queue is taken away, some history shows it, on either database.</summary>
public sealed class MutantTests(ITestOutputHelper output)
{
    private const int Histories = 150;

    /// <summary>
    /// Both databases have the guard word for word, and no lock is part of it: SQLite shows that it is needed. On PostgreSQL, where a history takes
    /// seconds, no early one does.
    /// </summary>
    private static readonly string[] OnSqliteAlone =
    [
        "a crash counts although another job may have caused it",
        "users do not take turns",
        "a name that is used again is kept without the slot",
        "a heartbeat keeps a name that is used again without the slot",
        "a key is taken over although its lease was renewed",
    ];

    public static TheoryData<string> Names => [.. Mutant.All.Keys];

    public static TheoryData<string> NamesOnPostgres => [.. Mutant.All.Keys.Except(OnSqliteAlone.Select(name => Mutant.All[name].Name))];

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_missing_guard_is_noticed_on_SQLite(string name) =>
        IsNoticedAsync(new SqliteRoom(Sandbox.InMemory()) { Limits = SimulationContract.Limits }, name, Mutant.All[name].ShownBy);

    [Theory]
    [MemberData(nameof(NamesOnPostgres))]
    public Task A_missing_guard_is_noticed_on_PostgreSQL(string name) =>
        IsNoticedAsync(new PostgresRoom(Sandbox.InMemory()) { Limits = SimulationContract.Limits }, name, Mutant.All[name].ShownByPostgres ?? Mutant.All[name].ShownBy);

    private async Task IsNoticedAsync(QueueRoom room, string name, int first)
    {
        var mutant = Mutant.All[name];
        await using (room)
        {
            await room.OpenAsync();
            if (mutant.Before is { } before)
            {
                await room.ExecuteAsync(before);
            }

            // The first is one that is known to show it.
            for (var seed = first; seed < first + Histories; seed++)
            {
                if (await new History(room, seed, mutant).RunAsync() is { } broken)
                {
                    output.WriteLine($"seed {seed}: {broken}");
                    Assert.Empty(mutant.Missing);
                    return;
                }
            }
        }

        Assert.Fail($"In {Histories} histories nothing showed that {name}.");
    }
}
