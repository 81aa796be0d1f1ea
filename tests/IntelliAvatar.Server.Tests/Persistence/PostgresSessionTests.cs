using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Persistence;

/// <summary>How processes on one PostgreSQL see each other live and hear each other.</summary>
public sealed class PostgresSessionTests : IAsyncLifetime
{
    private readonly List<(PostgresDatabase Database, PostgresSession Session)> _processes = [];
    private readonly ManualClock _clock = new();
    private string _url = null!;

    private static CancellationToken None => CancellationToken.None;

    public async Task InitializeAsync() => _url = await (await PostgresCluster.Shared).NewDatabaseAsync();

    public async Task DisposeAsync()
    {
        foreach (var (database, session) in _processes)
        {
            await session.StopAsync(None);
            database.Dispose();
        }
    }

    [Fact]
    public async Task Who_ends_is_absent_and_who_lives_is_not()
    {
        await DatabaseIsUpForAWhileAsync();
        var (_, looker) = await StartAsync("looker");
        await StartAsync("alive");
        var (_, doomed) = await StartAsync("doomed");
        Assert.Empty(await TwoLooksAsync(looker, "alive", "doomed", "looker"));

        await doomed.StopAsync(None);

        // The server takes a moment to see that a connection was closed.
        Assert.Equal(["doomed"], await Eventually.GetAsync(
            () =>
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
                return looker.AbsentAmongAsync(["alive", "doomed", "looker"], None);
            },
            dead => dead.Count > 0));
    }

    [Fact]
    public async Task Who_is_back_within_some_seconds_is_not_absent()
    {
        await DatabaseIsUpForAWhileAsync();
        var (_, looker) = await StartAsync("looker");

        for (var second = 0; second < 9; second++)
        {
            Assert.Empty(await looker.AbsentAmongAsync(["gone"], None));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        await StartAsync("gone");
        Assert.Empty(await looker.AbsentAmongAsync(["gone"], None));
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Empty(await looker.AbsentAmongAsync(["gone"], None));
    }

    [Fact]
    public async Task Who_holds_its_lock_on_this_machine_is_alive_without_a_connection_and_who_does_not_is_dead_with_one()
    {
        await DatabaseIsUpForAWhileAsync();
        using var sandbox = new Sandbox();
        Workspace Open() => new(Options.Create(new StorageOptions { Url = "file:" + sandbox.Path("storage") }));
        using var mine = Open();
        using var living = Open();
        using var database = new PostgresDatabase(Options.Create(new DatabaseOptions { Url = _url }));
        using var looker = new PostgresSession(database, mine, _clock, NullLogger<PostgresSession>.Instance);
        await looker.StartAsync(None);
        var dead = Guid.NewGuid().ToString("N");
        await File.WriteAllTextAsync(sandbox.Path("storage", "tmp", dead + ".lock"), Workspace.Signature + (await File.ReadAllTextAsync("/proc/sys/kernel/random/boot_id")).Trim());
        await StartAsync(dead);

        Assert.Empty(await TwoLooksAsync(looker, living.Instance));
        Assert.Equal([dead], await looker.DeadAmongAsync([living.Instance, dead, "of another machine"], None));
        await looker.StopAsync(None);
    }

    [Fact]
    public async Task A_cut_connection_comes_back_and_meanwhile_others_wait_with_their_judgement()
    {
        await DatabaseIsUpForAWhileAsync();
        var (lookers, looker) = await StartAsync("looker");
        var (others, _) = await StartAsync("other");
        Task[] back = [BackAsync(lookers), BackAsync(others)];

        await PostgresCluster.ExecuteAsync(_url, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()");
        await Task.WhenAll(back).WaitAsync(AvatarClient.Patience);

        Assert.Empty(await TwoLooksAsync(looker, "other", "somebody who never was"));
        _clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(["somebody who never was"], await looker.AbsentAmongAsync(["other", "somebody who never was"], None));
    }

    [Fact]
    public async Task A_word_reaches_the_other_processes()
    {
        var (speaker, _) = await StartAsync("speaker");
        var (listener, _) = await StartAsync("listener");
        var heard = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        listener.Notified += word => heard.TrySetResult(word);

        speaker.Notify("work");

        Assert.Equal("work", await heard.Task.WaitAsync(AvatarClient.Patience));
    }

    [Fact]
    public async Task A_name_is_given_to_one_process_at_a_time()
    {
        var (one, _) = await StartAsync("one");
        var (two, _) = await StartAsync("two");

        await using (var taken = await one.TryLockAsync("sweep", None))
        {
            Assert.NotNull(taken);
            Assert.Null(await two.TryLockAsync("sweep", None));
        }

        await using var free = await two.TryLockAsync("sweep", None);
        Assert.NotNull(free);
    }

    private async Task<(PostgresDatabase Database, PostgresSession Session)> StartAsync(string instance)
    {
        var database = new PostgresDatabase(Options.Create(new DatabaseOptions { Url = _url }));
        var session = new PostgresSession(database, instance, workspace: null, _clock, NullLogger<PostgresSession>.Instance);
        await session.StartAsync(None);
        _processes.Add((database, session));
        return (database, session);
    }

    /// <summary>Whoever comes back looks whether it missed a word.</summary>
    private static Task BackAsync(PostgresDatabase database)
    {
        var back = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        database.Notified += _ => back.TrySetResult();
        return back.Task;
    }

    private async Task<IReadOnlyCollection<string>> TwoLooksAsync(PostgresSession looker, params string[] instances)
    {
        Assert.Empty(await looker.AbsentAmongAsync(instances, None));
        _clock.Advance(TimeSpan.FromSeconds(10));
        return await looker.AbsentAmongAsync(instances, None);
    }

    /// <summary>A server that has just come up gives everybody time to come back.</summary>
    private Task DatabaseIsUpForAWhileAsync() => Eventually.HoldsAsync(async () =>
    {
        await using var connection = await PostgresCluster.OpenAsync(_url);
        await using var command = new Npgsql.NpgsqlCommand("SELECT clock_timestamp() > pg_postmaster_start_time() + interval '10 seconds'", connection);
        return (bool)(await command.ExecuteScalarAsync())!;
    });
}
