using Dapper;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Persistence;

public sealed class MigrationTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Jobs_of_the_first_version_wait_on_in_their_order()
    {
        var path = _sandbox.Path("jobs.db");
        await using (var old = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            await old.OpenAsync();
            await old.ExecuteAsync(Migrations.After("Sqlite", 0).First().Sql + ";PRAGMA user_version = 1;");
            foreach (var id in new[] { "first", "second" })
            {
                await old.ExecuteAsync(
                    """
                    INSERT INTO jobs (job_id, kind, user_id, feature, payload, input_video, changes, status, created_at, run_at)
                    VALUES (@id, 'k', 'u', 'f', '{}', 'v', '[]', 'QUEUED', 1, 1)
                    """,
                    new { id });
            }
        }

        using var database = new SqliteDatabase(Options.Create(new DatabaseOptions { Url = $"sqlite:{path}" }), TimeProvider.System);
        var files = new DiskFileStore(Options.Create(new StorageOptions { Url = "file:" + _sandbox.Path("storage") }));
        var queue = new JobQueue(database, new JobFiles(database, files), new QueueNotifier(database), Options.Create(new SchedulerOptions()));

        Assert.Equal("first", (await queue.ClaimAsync("me", null, CancellationToken.None))!.JobId);
        Assert.Equal("second", (await queue.ClaimAsync("me", null, CancellationToken.None))!.JobId);
    }

    [Theory]
    [InlineData("Sqlite")]
    [InlineData("Postgres")]
    public void A_database_of_a_newer_version_is_left_alone(string dialect) =>
        Assert.Contains("newer version", Assert.Throws<InvalidDataException>(() => Migrations.After(dialect, 99)).Message);
}
