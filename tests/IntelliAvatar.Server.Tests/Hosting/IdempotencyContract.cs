using IntelliAvatar.Server.Hosting;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Tests.Jobs;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Hosting;

/// <summary>What an idempotency key promises, on every database.</summary>
public abstract class IdempotencyContract(QueueRoom room) : IAsyncLifetime
{
    private readonly Processes _alive = new();
    private Workspace _workspace = null!;

    private static CancellationToken None => CancellationToken.None;

    private IdempotencyKeys Keys => new(room.Database, _alive, _workspace);

    public async Task InitializeAsync()
    {
        await room.OpenAsync();
        _workspace = new Workspace(Options.Create(new StorageOptions { Url = "file:" + room.Sandbox.Path("storage") }));
    }

    public async Task DisposeAsync()
    {
        _workspace.Dispose();
        await room.DisposeAsync();
    }

    [Fact]
    public async Task The_first_request_goes_the_next_wait_and_later_ones_get_its_answer()
    {
        var turns = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => BeginAsync($"id-{number}")));

        var go = Assert.Single(turns.OfType<IdempotencyKeys.Turn.Go>());
        Assert.Equal(49, turns.OfType<IdempotencyKeys.Turn.Running>().Count());
        await Keys.EndAsync("anita", "key", 201, "{}", "/v1/jobs/1", None);
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
        Assert.IsType<IdempotencyKeys.Turn.Running>(await BeginAsync("second"));

        _alive.AreDead = true;

        Assert.Equal(new IdempotencyKeys.Turn.Go("first"), await BeginAsync("second"));
    }

    [Fact]
    public async Task A_request_that_broke_goes_on_under_its_id_and_one_that_was_refused_leaves_nothing()
    {
        await BeginAsync("first");
        await Keys.DropAsync("anita", "key", None);
        Assert.Equal(new IdempotencyKeys.Turn.Go("first"), await BeginAsync("second"));

        await Keys.FreeAsync("anita", "key", None);
        Assert.Equal(new IdempotencyKeys.Turn.Go("third"), await BeginAsync("third"));
    }

    [Fact]
    public async Task A_key_is_forgotten_after_a_day()
    {
        await BeginAsync("first");
        await Keys.EndAsync("anita", "key", 201, "{}", null, None);
        await room.AdvanceAsync(TimeSpan.FromHours(23));
        Assert.IsType<IdempotencyKeys.Turn.Done>(await BeginAsync("x"));

        await room.AdvanceAsync(TimeSpan.FromHours(2));

        Assert.Equal(new IdempotencyKeys.Turn.Go("second"), await BeginAsync("second"));
    }

    private Task<IdempotencyKeys.Turn> BeginAsync(string freshId) => Keys.BeginAsync("anita", "key", "POST /v1/jobs", freshId, None);

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
