using Dapper;
using IntelliAvatar.Server.Tests.Jobs;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Data.Sqlite;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>After an orderly stop the newest jobs were only in the log beside the database: who copied <c>jobs.db</c> alone lost them.</summary>
[Collection(ServerIssueTests.Name)]
public sealed class OneFileTests(SampleMedia media) : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task After_an_orderly_stop_the_database_is_one_file_and_can_be_started_again()
    {
        for (var jobs = 1; jobs <= 2; jobs++)
        {
            await using var server = await ServerProcess.StartAsync(_sandbox.Folder, "api");
            await server.Client.SyncAsync(media.Video, media.Speech);
            Assert.Equal(jobs, (await server.Client.JobsAsync()).Count); // with a reader, which is pooled
            Assert.Equal(0, await server.StopAsync());
            Assert.Equal(jobs, await JobsInCopyAsync());
        }
    }

    [Fact]
    public async Task Of_two_processes_the_last_one_leaves_one_file_and_the_first_one_disturbs_no_reader_of_the_other()
    {
        await using var first = await ServerProcess.StartAsync(_sandbox.Folder, "api");
        await using var second = await ServerProcess.StartAsync(_sandbox.Folder, "api");
        await first.Client.SyncAsync(media.Video, media.Speech);
        Assert.Equal(0, await first.StopAsync());

        await second.Client.SyncAsync(media.Video, media.Speech);
        Assert.Equal(2, (await second.Client.JobsAsync()).Count);
        Assert.Equal(0, await second.StopAsync());
        Assert.Equal(2, await JobsInCopyAsync());
    }

    [Fact]
    public async Task A_request_that_still_reads_at_the_stop_keeps_nothing_in_the_log()
    {
        await using var room = new SqliteRoom();
        await room.OpenAsync();
        await room.SubmitAsync();
        await using var reader = await room.Database.OpenReaderAsync(CancellationToken.None);
        Assert.Equal(1, await reader.ExecuteScalarAsync<long>("SELECT count(*) FROM jobs"));

        room.Database.Dispose();

        Assert.Equal(1, await JobsInCopyAsync(reader.DataSource));
    }

    private async Task<long> JobsInCopyAsync(string? path = null)
    {
        var copy = _sandbox.Path($"{Guid.NewGuid():N}.db");
        File.Copy(path ?? _sandbox.Path("storage", "jobs.db"), copy);
        await using var database = new SqliteConnection($"Data Source={copy};Pooling=False");
        return await database.ExecuteScalarAsync<long>("SELECT count(*) FROM jobs");
    }
}
