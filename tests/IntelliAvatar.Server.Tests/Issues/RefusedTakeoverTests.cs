using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Tests.Jobs;
using Microsoft.Extensions.Logging.Abstractions;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>
/// A server stood still while it made a job, another one took the key over and refused the request: that freed the key, the first server made its job
/// after all, and the next request with the key made another one.
/// </summary>
public sealed class RefusedTakeoverTests : IAsyncLifetime
{
    private readonly SqliteRoom _room = new();
    private IdempotencyKeys _first = null!, _second = null!;

    public async Task InitializeAsync()
    {
        await _room.OpenAsync();
        (_first, _second) = (Keys("first"), Keys("second"));
    }

    public async Task DisposeAsync()
    {
        _first.Dispose();
        _second.Dispose();
        await _room.DisposeAsync();
    }

    [Fact]
    public async Task A_key_that_was_taken_over_keeps_its_id_when_the_request_is_refused()
    {
        var id = await GoAsync(_first);
        await StandStillAsync();
        Assert.Equal(id, await GoAsync(_second));

        await _second.FreeAsync("anita", "key");

        Assert.Equal(id, await GoAsync(_second));
    }

    [Fact]
    public async Task It_keeps_its_id_through_further_refusals_and_broken_tries()
    {
        var id = await GoAsync(_first);
        await StandStillAsync();
        await GoAsync(_second);
        await _second.DropAsync("anita", "key");
        await GoAsync(_second);
        await _second.FreeAsync("anita", "key");

        Assert.Equal(id, await GoAsync(_second));
    }

    [Fact]
    public async Task A_key_that_no_other_server_has_had_is_free_after_a_refusal()
    {
        var id = await GoAsync(_first);

        await _first.FreeAsync("anita", "key");

        Assert.NotEqual(id, await GoAsync(_second));
    }

    private static async Task<string> GoAsync(IdempotencyKeys keys) =>
        Assert.IsType<IdempotencyKeys.Turn.Go>(await keys.BeginAsync("anita", "key", "the same", Guid.NewGuid().ToString(), CancellationToken.None)).ResourceId;

    /// <summary>The first server renews nothing: its clock does not move. The database's does.</summary>
    private Task StandStillAsync() => _room.AdvanceAsync(IdempotencyKeys.Lease * 2);

    private IdempotencyKeys Keys(string instance) => new(_room.Database, new Seen(), instance, new Support.ManualClock(), NullLogger<IdempotencyKeys>.Instance);

    private sealed class Seen : ILiveness
    {
        public bool IsSeen => true;

        public Task<bool> IsAliveAsync(string process, CancellationToken cancel) => Task.FromResult(true);

        public Task<IReadOnlyCollection<string>> DeadAmongAsync(IReadOnlyCollection<string> instances, CancellationToken cancel) =>
            Task.FromResult<IReadOnlyCollection<string>>([]);
    }
}
