using Dapper;
using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Tests.Jobs;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Http;

/// <summary>What an idempotency key promises, on every database.</summary>
public abstract class IdempotencyContract(QueueRoom room) : IAsyncLifetime
{
    private readonly Processes _alive = new();
    private Workspace _workspace = null!, _others = null!;

    private static CancellationToken None => CancellationToken.None;

    private IdempotencyKeys Keys { get; set; } = null!;

    /// <summary>Another process's.</summary>
    private IdempotencyKeys Others { get; set; } = null!;

    public async Task InitializeAsync()
    {
        await room.OpenAsync();
        _workspace = NewWorkspace();
        _others = NewWorkspace();
        Keys = New(room.Database, _workspace);
        Others = New((await room.AnotherAsync()).Database, _others);
    }

    public async Task DisposeAsync()
    {
        Keys.Dispose();
        Others.Dispose();
        _workspace.Dispose();
        _others.Dispose();
        await room.DisposeAsync();
    }

    [Fact]
    public async Task The_first_request_goes_the_next_wait_and_later_ones_get_its_answer()
    {
        var turns = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => BeginAsync($"id-{number}")));

        var go = Assert.Single(turns.OfType<IdempotencyKeys.Turn.Go>());
        Assert.Equal(49, turns.OfType<IdempotencyKeys.Turn.Running>().Count());
        await Keys.EndAsync("anita", "key", 201, "{}", "/v1/jobs/1");
        Assert.Equal(new IdempotencyKeys.Turn.Done(201, "{}", "/v1/jobs/1"), await BeginAsync("other"));
        Assert.StartsWith("id-", go.ResourceId);
    }

    [Fact]
    public async Task Another_request_under_the_same_key_is_refused_and_another_users_key_is_another()
    {
        await BeginAsync("id");

        Assert.IsType<IdempotencyKeys.Turn.Another>(await Keys.BeginAsync("anita", "key", "something else", "x", None));
        Assert.IsType<IdempotencyKeys.Turn.Go>(await Keys.BeginAsync("bert", "key", "something else", "x", None));
    }

    [Fact]
    public async Task A_request_whose_process_was_killed_is_done_again_under_the_same_id()
    {
        await BeginAsync("first");
        Assert.IsType<IdempotencyKeys.Turn.Running>(await BeginAsync("second", Others));

        _alive.AreDead = true;

        Assert.Equal(new IdempotencyKeys.Turn.Go("first"), await BeginAsync("second", Others));
    }

    [Fact]
    public async Task A_request_that_was_refused_leaves_nothing()
    {
        await BeginAsync("first");
        await Keys.FreeAsync("anita", "key");

        Assert.Equal(new IdempotencyKeys.Turn.Go("second"), await BeginAsync("second"));
    }

    [Fact]
    public async Task A_request_that_broke_goes_on_under_its_id_even_if_it_is_refused_meanwhile()
    {
        await BeginAsync("first");
        await Keys.DropAsync("anita", "key");
        Assert.Equal(new IdempotencyKeys.Turn.Go("first"), await BeginAsync("second"));

        await Keys.FreeAsync("anita", "key");
        Assert.Equal(new IdempotencyKeys.Turn.Go("first"), await BeginAsync("third"));
    }

    [Fact]
    public async Task A_key_is_forgotten_after_a_day()
    {
        await BeginAsync("first");
        await Keys.EndAsync("anita", "key", 201, "{}", null);
        await room.AdvanceAsync(TimeSpan.FromHours(23));
        Assert.IsType<IdempotencyKeys.Turn.Done>(await BeginAsync("x"));

        await room.AdvanceAsync(TimeSpan.FromHours(2));

        Assert.Equal(new IdempotencyKeys.Turn.Go("second"), await BeginAsync("second"));
    }

    [Fact]
    public async Task A_key_that_its_living_owner_serves_is_nobody_elses_and_one_that_it_does_not_serve_is_taken_over_when_its_lease_is_over()
    {
        var owner = New(room.Database, _workspace);
        await BeginAsync("first", owner);
        for (var renewals = 0; renewals < 4; renewals++)
        {
            var before = await LeaseAsync();
            await Eventually.HoldsAsync(async () =>
            {
                await room.AdvanceAsync(IdempotencyKeys.Lease / 30);
                return await LeaseAsync() > before;
            });
        }

        Assert.IsType<IdempotencyKeys.Turn.Running>(await BeginAsync("second", Others));

        owner.Dispose(); // it serves nothing any more, and has not said so
        await room.AdvanceAsync(IdempotencyKeys.Lease * 2);
        Assert.Equal(new IdempotencyKeys.Turn.Go("first"), await BeginAsync("second", Others));
    }

    [Fact]
    public async Task A_key_of_its_own_that_a_process_does_not_serve_is_taken_over_at_once()
    {
        await BeginAsync("first");

        using var sameProcess = New(room.Database, _workspace); // as after an insertion of which only the answer was lost
        Assert.Equal(new IdempotencyKeys.Turn.Go("first"), await BeginAsync("second", sameProcess));
    }

    [Fact]
    public async Task What_an_owner_writes_whose_key_was_taken_over_changes_nothing()
    {
        await BeginAsync("first");
        _alive.AreDead = true;
        await BeginAsync("second", Others);

        await Keys.EndAsync("anita", "key", 201, "late", null);
        await Others.EndAsync("anita", "key", 201, "{}", "/v1/jobs/1");

        Assert.Equal(new IdempotencyKeys.Turn.Done(201, "{}", "/v1/jobs/1"), await BeginAsync("third"));
    }

    private Task<IdempotencyKeys.Turn> BeginAsync(string freshId, IdempotencyKeys? by = null) => (by ?? Keys).BeginAsync("anita", "key", "POST /v1/jobs", freshId, None);

    private async Task<long> LeaseAsync()
    {
        await using var reader = await room.Database.OpenReaderAsync(None);
        return await reader.ExecuteScalarAsync<long>("SELECT lease_until FROM idempotency_keys");
    }

    private IdempotencyKeys New(Database database, Workspace workspace) => new(database, _alive, workspace, room.Clock, NullLogger<IdempotencyKeys>.Instance);

    private Workspace NewWorkspace() => new(Options.Create(new StorageOptions { Url = "file:" + room.Sandbox.Path("storage") }));

    private sealed class Processes : ILiveness
    {
        public bool AreDead { get; set; }

        public bool IsSeen => true;

        public Task<bool> IsAliveAsync(string process, CancellationToken cancel) => Task.FromResult(!AreDead);

        public Task<IReadOnlyCollection<string>> DeadAmongAsync(IReadOnlyCollection<string> instances, CancellationToken cancel) => throw new NotSupportedException();
    }
}

public sealed class SqliteIdempotencyTests() : IdempotencyContract(new SqliteRoom());

public sealed class PostgresIdempotencyTests() : IdempotencyContract(new PostgresRoom());
