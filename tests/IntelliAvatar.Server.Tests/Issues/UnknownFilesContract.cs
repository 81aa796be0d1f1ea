using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Tests.Jobs;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>
/// Started over files that its database did not know, the server removed them all within a second: those of the earlier Python server,
/// and its own where the database was another, a new or an older one.
/// </summary>
public abstract class UnknownFilesContract(QueueRoom room) : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly List<Database> _others = [];

    public Task InitializeAsync() => room.OpenAsync();

    public async Task DisposeAsync()
    {
        _others.ForEach(database => database.Dispose());
        await room.DisposeAsync();
    }

    protected QueueRoom OwnRoom => room;

    protected abstract Task<Database> NewDatabaseAsync();

    [Fact]
    public async Task Of_files_without_a_row_only_those_go_to_which_this_database_gave_the_id()
    {
        var now = TimeProvider.System.GetUtcNow();
        string[] others =
        [
            Guid.NewGuid().ToString(), Guid.CreateVersion7(now).ToString(), IssuedId.Create("another", now), IssuedId.Create("", now),
            room.NewId()[..^1] + "x", room.NewId().ToUpperInvariant(),
        ];
        foreach (var id in others.Where(id => StorageKeys.IsKey(StorageKeys.Output(id))))
        {
            await LeaveAsync(StorageKeys.Output(id));
            await LeaveAsync(StorageKeys.Video(id));
        }

        var ours = room.NewId();
        await LeaveAsync(StorageKeys.Output(ours));
        await LeaveAsync(StorageKeys.Video(ours));

        Assert.Equal(2, await room.Sweep.RunAsync(None));

        Assert.Equal(8, (await room.KeysAsync()).Count);
    }

    [Fact]
    public async Task A_file_of_today_stays()
    {
        await LeaveAsync(StorageKeys.Output(room.NewId()));

        Assert.Equal(0, await room.SweepAt(TimeProvider.System, room.Database, new JobFiles(room.Database, room.Files)).RunAsync(None));
        Assert.Equal(1, await room.Sweep.RunAsync(None));
    }

    [Fact]
    public async Task A_new_database_over_our_storage_says_so_and_removes_nothing_in_any_run()
    {
        await room.SubmitAsync();
        var before = await AllAsync();
        var other = await AnotherDatabaseAsync();

        Assert.Contains("Database__Url", (await ClaimOf(other).RenewAsync(None)).Sentence);
        await SweepsNothingAsync(other, before);

        // Now it has a job of its own, and there is nobody's mark.
        await RemoveMarkAsync();
        var lone = new JobFiles(other, room.Files);
        await new JobQueue(other, lone, new QueueNotifier(other), Options.Create(room.Limits)).SubmitAsync(
            new Job { JobId = other.NewId(room.Now), Kind = "test", UserId = "u", Feature = "f", Payload = "{}", InputVideo = StorageKeys.Video(other.NewId(room.Now)) }, new Dictionary<string, string>(), None);
        await LeaveAsync(StorageKeys.Video(other.NewId(room.Now)));
        Assert.NotNull((await ClaimOf(other).RenewAsync(None)).Sentence);
        Assert.Equal(0, await SweepAsync(other));
        Assert.Subset((await AllAsync()).ToHashSet(), before.ToHashSet());
    }

    [Fact]
    public async Task A_new_database_over_a_storage_without_a_mark_leaves_it_to_its_owner()
    {
        await room.SubmitAsync();
        await RemoveMarkAsync();
        var before = await AllAsync();
        var other = await AnotherDatabaseAsync();

        Assert.Contains("has no jobs", (await ClaimOf(other).RenewAsync(None)).Sentence);
        await SweepsNothingAsync(other, before);

        Assert.Null((await ClaimOf(room.Database).RenewAsync(None)).Sentence);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_older_database_over_a_newer_storage_says_so_and_never_removes_what_it_does_not_know(bool isBeatTheSame)
    {
        await room.SubmitAsync();
        await ClaimOf(room.Database).RenewAsync(None);
        var copied = await InstallationAsync(room.Database);
        await room.SubmitAsync();
        var stray = StorageKeys.Output(room.NewId());
        await LeaveAsync(stray);
        if (!isBeatTheSame)
        {
            await ClaimOf(room.Database).RenewAsync(None);
        }

        await ClaimOf(room.Database).RenewAsync(None);
        var before = await AllAsync();

        // As in the copy; or as in a copy that went its own way for as long.
        await room.ExecuteAsync($"DELETE FROM jobs WHERE seq > 1; UPDATE installation SET beat = {copied.Beat + (isBeatTheSame ? 1 : 0)}, token = '{copied.Token}'");
        var finding = await ClaimOf(room.Database).RenewAsync(None);

        Assert.Equal(StorageClaim.State.DatabaseOlder, finding.State);
        Assert.Contains("older than the storage", finding.Sentence);
        await SweepsNothingAsync(room.Database, before);

        // It goes on as an installation of its own, which cleans up what it leaves itself.
        Assert.Null((await ClaimOf(room.Database).RenewAsync(None)).Sentence);
        await LeaveAsync(StorageKeys.Output(room.NewId()));
        Assert.Equal(1, await room.Sweep.RunAsync(None));
        Assert.Equal(before, await AllAsync());
    }

    [Fact]
    public async Task A_database_with_jobs_over_the_storage_of_another_removes_nothing()
    {
        var other = await AnotherDatabaseAsync();
        var strange = other.NewId(room.Now);
        await LeaveAsync(StorageKeys.Output(strange));
        await room.SubmitAsync();
        await new StorageMark((await InstallationAsync(other)).Id, 100, "", room.Now).WriteAsync(room.Files, None);
        await LeaveAsync(StorageKeys.Output(room.NewId()));
        var before = await AllAsync();

        var finding = await ClaimOf(room.Database).RenewAsync(None);

        Assert.Contains("belongs to another database", finding.Sentence);
        Assert.Contains(StorageMark.Name, finding.Sentence);
        await SweepsNothingAsync(room.Database, before);
    }

    [Theory]
    [InlineData("{\"installation\":")]
    [InlineData("garbage")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"installation\":\"0123\"}")]
    [InlineData("{\"installation\":\"0123\",\"beat\":1,\"token\":\"\"}")]
    public async Task A_mark_that_cannot_be_read_is_nobodys(string text)
    {
        await room.Files.WriteMarkAsync(text, None);
        await LeaveAsync(StorageKeys.Output(room.NewId()));

        var finding = await ClaimOf(room.Database).RenewAsync(None);

        Assert.Equal(StorageClaim.State.Foreign, finding.State);
        Assert.StartsWith($"{StorageMark.Name} in the storage cannot be read", finding.Sentence, StringComparison.Ordinal);
        await SweepsNothingAsync(room.Database, await AllAsync());
    }

    [Fact]
    public async Task A_storage_that_is_older_than_its_database_is_said()
    {
        await room.SubmitAsync();
        var old = (await InstallationAsync(room.Database)).Mark;
        await old.WriteAsync(room.Files, None);
        await room.ExecuteAsync("UPDATE installation SET beat = beat + 1000, seen_at = seen_at + 86400000");

        Assert.Contains("doctor --files", (await ClaimOf(room.Database).RenewAsync(None)).Sentence);
        Assert.Null((await ClaimOf(room.Database).RenewAsync(None)).Sentence);
    }

    [Fact]
    public async Task Processes_that_share_both_find_nothing_odd_in_whichever_order_they_renew()
    {
        var other = await room.AnotherAsync();
        for (var i = 0; i < 5; i++)
        {
            var findings = await Task.WhenAll(ClaimOf(room.Database).RenewAsync(None), ClaimOf(other.Database).RenewAsync(None), ClaimOf(room.Database).RenewAsync(None));
            Assert.All(findings, finding => Assert.Equal(new StorageClaim.Finding(StorageClaim.State.Ours, null), finding));
        }
    }

    [Fact]
    public async Task Rows_whose_files_are_gone_are_found_and_those_whose_files_may_be_missing_are_not()
    {
        var (whole, gone) = (await room.SubmitAsync(), (await room.FindAsync((await room.SubmitAsync()).JobId))!);
        await room.Files.RemoveAsync(gone.InputAudio!, None);
        await using var reader = await room.Database.OpenReaderAsync(None);

        var missing = await new MissingFiles(room.Files, Owners(room.Database)).FindAsync(reader, 100, None).ToListAsync();

        Assert.Equal([new NamedFile($"job {gone.JobId}", gone.InputAudio!)], missing);
        Assert.NotEqual(whole.JobId, gone.JobId);
    }

    private IFileReferences[] Owners(Database database) => [new JobFiles(database, room.Files)];

    private StorageClaim ClaimOf(Database database) => new(database, room.Files, Owners(database));

    private Task<int> SweepAsync(Database database) => room.SweepOf(database, Owners(database)).RunAsync(None);

    private async Task SweepsNothingAsync(Database database, IReadOnlyList<string> before)
    {
        Assert.Equal(0, await SweepAsync(database));
        Assert.Equal(before, await AllAsync());
    }

    private async Task<Database> AnotherDatabaseAsync()
    {
        var database = await NewDatabaseAsync();
        _others.Add(database);
        return database;
    }

    private static async Task<Installation> InstallationAsync(Database database)
    {
        await using var reader = await database.OpenReaderAsync(None);
        return await Installation.ReadAsync(reader, None);
    }

    private async Task<List<string>> AllAsync() => [.. (await room.KeysAsync()).Order(StringComparer.Ordinal)];

    private async Task LeaveAsync(string key)
    {
        var file = room.Temporary("left");
        await room.Files.StageAsync(file, key, None);
        await room.Files.PublishAsync(file, key, None);
    }

    protected virtual Task RemoveMarkAsync()
    {
        File.Delete(room.PathOf(StorageMark.Name));
        return Task.CompletedTask;
    }
}

public abstract class SqliteUnknownFilesContract(SqliteRoom room) : UnknownFilesContract(room)
{
    protected override Task<Database> NewDatabaseAsync() =>
        Task.FromResult<Database>(new SqliteDatabase(Options.Create(new DatabaseOptions { Url = "sqlite:" + room.Sandbox.Path("other.db") }), room.Clock));
}

public sealed class SqliteUnknownFilesTests() : SqliteUnknownFilesContract(new SqliteRoom());

public sealed class ObjectStoreUnknownFilesTests() : SqliteUnknownFilesContract(new ObjectStoreRoom())
{
    protected override Task RemoveMarkAsync() => Room.RemoveMarkAsync();

    private ObjectStoreRoom Room => (ObjectStoreRoom)OwnRoom;
}

public sealed class PostgresUnknownFilesTests() : UnknownFilesContract(new PostgresRoom())
{
    protected override async Task<Database> NewDatabaseAsync() =>
        new PostgresDatabase(Options.Create(new DatabaseOptions { Url = await (await PostgresCluster.Shared).NewDatabaseAsync() }));
}
