using IntelliAvatar.Server.Hosting;
using IntelliAvatar.Server.Jobs.Views;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Tests.Jobs;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Persistence;

/// <summary>Who runs and who holds what, on every database.</summary>
public abstract class ProcessRegistryContract(QueueRoom room) : IAsyncLifetime
{
    private static CancellationToken None => CancellationToken.None;

    private ProcessRegistry Registry => new(room.Database);

    public Task InitializeAsync() => room.OpenAsync();

    public async Task DisposeAsync() => await room.DisposeAsync();

    [Fact]
    public async Task A_process_is_listed_until_it_stops_and_overdue_when_it_is_silent()
    {
        await ReportAsync("one");
        await room.AdvanceAsync(ProcessRegistry.Overdue + TimeSpan.FromSeconds(1));
        await ReportAsync("two");

        var listed = await Registry.ListAsync(None);
        Assert.Equal([("one", true), ("two", false)], listed.Select(entry => (entry.Identity.Instance, entry.IsOverdue)));
        Assert.Equal(new ProcessRegistry.Identity("one", "host of one", 7, "1.2.3", "scheduler"), listed[0].Identity);

        await ReportAsync("one");
        Assert.DoesNotContain(await Registry.ListAsync(None), entry => entry.IsOverdue);

        await Registry.LeaveAsync("one", None);
        Assert.Equal("two", Assert.Single(await Registry.ListAsync(None)).Identity.Instance);
    }

    [Fact]
    public async Task A_dead_process_is_forgotten_after_a_day_unless_it_holds_a_job()
    {
        await room.SubmitAsync();
        await ReportAsync("holder");
        await ReportAsync("gone");
        await room.ClaimAsync("holder");
        await room.AdvanceAsync(TimeSpan.FromHours(25));

        await Registry.LeaveAsync("another", None);

        Assert.Equal("holder", Assert.Single(await Registry.ListAsync(None)).Identity.Instance);
    }

    [Fact]
    public async Task Each_job_is_shown_with_its_process_and_so_are_jobs_of_unknown_ones()
    {
        var (first, second) = (await room.SubmitAsync(), await room.SubmitAsync());
        await ReportAsync("known");
        await room.ClaimAsync("known");
        var claim = (await room.ClaimAsync("older program"))!;
        Assert.True(await room.Queue.TakeSlotAsync(claim, "http://gpu", 1, None));

        var reports = await new ProcessReports(Registry, room.Database).ReadAsync(None);

        Assert.Equal(["known", "older program"], reports.Select(report => report.Instance));
        Assert.Equal((first.JobId, false), (Assert.Single(reports[0].Jobs).JobId, reports[0].Jobs[0].HasSlot));
        Assert.Equal((second.JobId, true, "http://gpu"), (Assert.Single(reports[1].Jobs).JobId, reports[1].Jobs[0].HasSlot, reports[1].Jobs[0].ModelServer));
        Assert.Null(reports[1].Process);
    }

    [Fact]
    public async Task An_attempt_is_on_record_with_its_machine_also_after_the_process_is_forgotten()
    {
        var job = await room.SubmitAsync();
        await ReportAsync("worker");
        var claim = (await room.ClaimAsync())!;
        Assert.Equal("host of worker", (await new JobHistory(room.Database).OfAsync(job.JobId, None))!.Host);

        await room.Queue.CompleteAsync(claim, room.Temporary("result"), None);
        await Registry.LeaveAsync("worker", None);

        var story = (await new JobHistory(room.Database).OfAsync(job.JobId, None))!;
        Assert.Equal(("host of worker", null), (Assert.Single(story.Attempts).Host, story.Host));
    }

    [Fact]
    public async Task A_process_says_once_that_a_newer_program_has_upgraded_its_database()
    {
        var book = new LogBook();
        using var workspace = new Workspace(Options.Create(new StorageOptions { Url = "file:" + room.Sandbox.Path("storage") }));
        using var reporter = new ProcessReporter(Registry, room.Database, workspace, room.Reserve, room.Folders, ServerRole.All, room.Clock, book.For<ProcessReporter>());
        await reporter.StartAsync(None);
        await HeartbeatAsync();
        Assert.DoesNotContain(book.Lines, line => line.Text.Contains("newer version", StringComparison.Ordinal));

        await room.ExecuteAsync(UpgradeTo(room.Database.KnownSchema + 1));
        await HeartbeatAsync();
        await HeartbeatAsync();

        Assert.Contains($"schema {room.Database.KnownSchema + 1}; this process knows {room.Database.KnownSchema}", Assert.Single(book.Lines, line => line.Text.Contains("newer version", StringComparison.Ordinal)).Text);
        await reporter.StopAsync(None);

        // Its row tells when a turn is over; the next one waits for the clock by then.
        async Task HeartbeatAsync()
        {
            await room.ExecuteAsync("UPDATE processes SET seen_at = 0");
            await Eventually.HoldsAsync(async () =>
            {
                room.Clock.Advance(ProcessRegistry.Heartbeat);
                return (await Registry.ListAsync(None)).All(entry => entry.SeenAt > DateTimeOffset.UnixEpoch);
            });
        }
    }

    /// <summary>What a newer program does to the database's version.</summary>
    protected abstract string UpgradeTo(int schema);

    private Task ReportAsync(string instance) => Registry.ReportAsync(new(instance, $"host of {instance}", 7, "1.2.3", "scheduler"), None);
}

public sealed class SqliteProcessRegistryTests() : ProcessRegistryContract(new SqliteRoom())
{
    protected override string UpgradeTo(int schema) => $"PRAGMA user_version = {schema}";
}

public sealed class PostgresProcessRegistryTests() : ProcessRegistryContract(new PostgresRoom())
{
    protected override string UpgradeTo(int schema) => $"UPDATE schema_version SET version = {schema}";
}
