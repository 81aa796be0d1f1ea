using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Jobs;

/// <summary>A server that is killed (-9) in the middle of its first start's migration leaves nothing of it, and the next start makes all of it.</summary>
[Collection(ServerTests.Name)]
public sealed class KilledMigrationTests(SampleMedia media)
{
    private const string Tables = "SELECT count(*) FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace WHERE nspname = 'public'";

    [Fact]
    public async Task Killed_between_a_table_and_its_index()
    {
        using var sandbox = new Sandbox();
        await using var gpu = await FakeModelServer.StartAsync(media);
        var url = await (await PostgresCluster.Shared).NewDatabaseAsync();
        await using var standstill = new PostgresStandstill(url);
        await standstill.PrepareAsync("event_trigger", "IF tg_tag = ''CREATE INDEX'' THEN STAND END IF;");
        await PostgresCluster.ExecuteAsync(url, "CREATE EVENT TRIGGER standstill ON ddl_command_end EXECUTE FUNCTION standstill()");
        string[] settings = [$"--Database:Url={url}", $"--ModelServers:0:Url={gpu.Url}"];

        await using (var doomed = ServerProcess.Begin(sandbox.Folder, "all", new Dictionary<string, string>(), settings))
        {
            await standstill.ReachedAsync();
            await doomed.KillAsync();
        }

        await standstill.GoOnAsync();
        Assert.Equal(0, await PostgresCluster.AskAsync<long>(url, Tables));

        await using var server = await ServerProcess.StartAsync(sandbox.Folder, "all", settings);
        await server.Client.CompletedAsync(await server.Client.SyncAsync(media.Video, media.Speech));
        Assert.Single(await server.Client.JobsAsync());
    }
}
