using System.Net;
using Dapper;
using IntelliAvatar.Server.Tests.Support;
using Npgsql;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>A server that was started on a copy of the database, with the original's storage, removed files of the original's jobs, which then took itself for the copy.</summary>
[Collection(ServerIssueTests.Name)]
public sealed class CopiedDatabaseTests(SampleMedia media) : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("api")]
    [InlineData("all")]
    [InlineData("scheduler")]
    public async Task A_copy_of_a_database_does_not_start_on_the_storage_of_the_running_original(string role)
    {
        await using var original = await StartAsync("api", "jobs.db");
        var id = await original.Client.SyncAsync(media.Video, media.Speech);
        Copy("jobs.db", "copy.db");

        var copy = await RefusedAsync($"--Database:Url=sqlite:{_sandbox.Path("copy.db")}", role);

        Assert.Contains($"uses another database, {_sandbox.Path("jobs.db")}.", copy, StringComparison.Ordinal);
        Assert.Contains("Storage__Url", copy, StringComparison.Ordinal);
        await Eventually.HoldsAsync(async () => (await original.Client.Http.GetAsync($"/v1/jobs/{id}/input/video")).StatusCode == HttpStatusCode.OK);
        await original.Client.SyncAsync(media.Video, media.Speech);
        Assert.DoesNotContain("older than the storage", original.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("belongs to another database", original.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_that_was_made_while_nothing_ran_does_not_start_beside_the_original_nor_the_original_beside_it()
    {
        await (await StartAsync("api", "jobs.db")).StopAsync();
        Copy("jobs.db", "copy.db");
        await using (await StartAsync("api", "jobs.db"))
        {
            await RefusedAsync($"--Database:Url=sqlite:{_sandbox.Path("copy.db")}", "api");
        }

        await using var copy = await StartAsync("api", "copy.db");
        Assert.Contains("copy.db", await RefusedAsync($"--Database:Url=sqlite:{_sandbox.Path("jobs.db")}", "api"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_was_moved_or_has_two_names_starts_beside_others_on_it()
    {
        await (await StartAsync("api", "jobs.db")).StopAsync();
        File.Move(_sandbox.Path("jobs.db"), _sandbox.Path("moved.db"));
        File.CreateSymbolicLink(_sandbox.Path("link.db"), _sandbox.Path("moved.db"));
        await using var moved = await StartAsync("api", "moved.db");
        await using var second = await StartAsync("api", "moved.db");
        await using var third = await StartAsync("scheduler", "link.db");
        await moved.Client.SyncAsync(media.Video, media.Speech);
    }

    [Fact]
    public async Task A_copy_in_PostgreSQL_does_not_start_beside_the_original_either()
    {
        var url = await (await PostgresCluster.Shared).NewDatabaseAsync();
        await (await StartWithAsync("api", url)).StopAsync();
        var target = Server.Persistence.PostgresUrl.Parse(url).Connection!;
        var name = target.Database!;
        await using (var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(target.ConnectionString) { Database = "postgres", Pooling = false }.ConnectionString))
        {
            await connection.OpenAsync();
            await connection.ExecuteAsync($"CREATE DATABASE {name}_copy TEMPLATE {name}");
        }

        await using var original = await StartWithAsync("api", url);
        await using var beside = await StartWithAsync("scheduler", url);

        Assert.Contains($"uses another database, {name} on PostgreSQL.", await RefusedAsync($"--Database:Url={url.Replace(name, $"{name}_copy", StringComparison.Ordinal)}", "api"), StringComparison.Ordinal);
    }

    private void Copy(string from, string to)
    {
        foreach (var log in (string[])["", "-wal"])
        {
            if (File.Exists(_sandbox.Path(from + log)))
            {
                File.Copy(_sandbox.Path(from + log), _sandbox.Path(to + log));
            }
        }
    }

    private async Task<string> RefusedAsync(string database, string role)
    {
        await using var run = ProgramRun.Start(_sandbox.Folder, "serve", "--role", role, "--urls", "http://127.0.0.1:0", database);
        await run.EndsWithAsync(1);
        Assert.StartsWith("intelliavatar cannot start: A server that runs on this storage", run.Error.Trim(), StringComparison.Ordinal);
        return run.Error;
    }

    private Task<ServerProcess> StartAsync(string role, string database) => StartWithAsync(role, $"sqlite:{_sandbox.Path(database)}");

    private Task<ServerProcess> StartWithAsync(string role, string url) => ServerProcess.StartAsync(_sandbox.Folder, role, $"--Database:Url={url}", "--ModelServers:0:Url=http://127.0.0.1:9");
}
