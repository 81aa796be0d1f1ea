using IntelliAvatar.Server.Features.JobEvents;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Views;
using IntelliAvatar.Server.ModelServers;
using IntelliAvatar.Server.Tests.Jobs;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Features;

/// <summary>What the feed promises to its listeners, on every database.</summary>
public abstract class JobFeedContract(QueueRoom room) : IAsyncLifetime
{
    private static CancellationToken None => CancellationToken.None;

    private Forecast _forecast = null!;
    private CatchUp _catchUp = null!;
    private JobFeed _feed = null!;

    public async Task InitializeAsync()
    {
        await room.OpenAsync();
        _forecast = new Forecast(room.Database, room.Queue, new JobHistory(room.Database), new ModelServerRegistry(room.Database), room.Controls, room.Reserve, TimeProvider.System);
        var (changes, events) = (new JobChanges(room.Database), new EventWriter(Options.Create(new JsonOptions())));
        _catchUp = new CatchUp(changes, _forecast, events);
        _feed = new JobFeed(
            changes, _forecast, room.Queue, room.Signal, events,
            new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance), TimeProvider.System, NullLogger<JobFeed>.Instance);
        await _feed.StartAsync(None);
    }

    public async Task DisposeAsync()
    {
        await _feed.StopAsync(None);
        _feed.Dispose();
        await room.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_does_not_read_is_dropped_and_holds_nobody_up()
    {
        using var slow = _feed.Listen(null);
        using var reader = _feed.Listen(null);
        while (!slow.Turns.Completion.IsCompleted)
        {
            var job = await room.SubmitAsync();
            await HearsOfAsync(reader, job.JobId);
            if (slow.Turns.Count == 32)
            {
                await HearsOfAsync(reader, (await room.SubmitAsync()).JobId);
                var turns = await slow.Turns.ReadAllAsync(None).CountAsync(None);
                Assert.Equal(32, turns);
            }
        }

        await HearsOfAsync(reader, (await room.SubmitAsync()).JobId);
    }

    [Fact]
    public async Task What_waits_for_another_attempt_after_nobody_listened_is_told_though_it_was_not_created_nor_ended()
    {
        var job = await room.SubmitAsync();
        var claim = (await room.ClaimAsync())!;
        var since = room.Now;
        await room.AdvanceAsync(TimeSpan.FromMinutes(5));
        await room.Queue.RetryAsync(claim, new JobOutcome.Retry("c", "r"), None);
        await room.AdvanceAsync(TimeSpan.FromMinutes(5));

        var turn = await _catchUp.ReadAsync(since, None);

        Assert.Contains(turn.Events, told => told.JobId == job.JobId && told.Data.Contains("QUEUED", StringComparison.Ordinal));
        Assert.Equal(room.Now.ToUnixTimeMilliseconds(), turn.Id);
    }

    [Fact]
    public async Task Whoever_was_away_for_too_much_is_told_to_read_the_list_anew()
    {
        Assert.DoesNotContain((await _catchUp.ReadAsync(room.Now, None)).Events, told => told.Type == "reset");
        Assert.Contains((await _catchUp.ReadAsync(room.Now.AddDays(-8), None)).Events, told => told.Type == "reset");
    }

    [Fact]
    public async Task A_change_of_nothing_is_told_to_nobody()
    {
        var job = await room.SubmitAsync();
        using var listener = _feed.Listen(null);
        await HearsOfAsync(listener, job.JobId);
        var other = await room.SubmitAsync();

        var told = await HearsOfAsync(listener, other.JobId);

        Assert.DoesNotContain(told.Events, one => one.JobId == job.JobId);
    }

    private static async Task<FeedTurn> HearsOfAsync(Listener listener, string jobId)
    {
        while (true)
        {
            var turn = await listener.Turns.ReadAsync(None).AsTask().WaitAsync(AvatarClient.Patience);
            if (turn.Events.Any(told => told.JobId == jobId))
            {
                return turn;
            }
        }
    }
}

public sealed class SqliteJobFeedTests() : JobFeedContract(new SqliteRoom());

public sealed class PostgresJobFeedTests() : JobFeedContract(new PostgresRoom());
