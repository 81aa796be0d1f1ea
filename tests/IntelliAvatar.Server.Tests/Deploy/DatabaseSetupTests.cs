using System.Diagnostics;
using System.Runtime.CompilerServices;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Tests.Support;
using Npgsql;

namespace IntelliAvatar.Server.Tests.Deploy;

[Collection(ServerTests.Name)]
public sealed class DatabaseSetupTests
{
    private static readonly string Script = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..", "deploy", "setup", "database"));

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [Fact]
    public async Task The_servers_own_their_database_and_nothing_else()
    {
        using var sandbox = new Sandbox();
        await using var cluster = await PostgresCluster.StartAsync();
        var super = new NpgsqlConnectionStringBuilder(PostgresUrl.Parse(await cluster.NewDatabaseAsync()).Connection!.ConnectionString);
        sandbox.Write("postgres_password", super.Password + "\n");
        foreach (var password in new[] { "first", "it's \"second\" $HOME" })
        {
            sandbox.Write("database_password", password);
            using var script = Process.Start(new ProcessStartInfo("sh", [Script])
            {
                Environment = { ["PGHOST"] = super.Host, ["PGUSER"] = super.Username, ["SECRETS"] = sandbox.Folder },
            })!;
            await script.WaitForExitAsync().WaitAsync(AvatarClient.Patience);
            Assert.Equal(0, script.ExitCode);
        }

        string Url(string database) => $"postgres://intelliavatar:{Uri.EscapeDataString("it's \"second\" $HOME")}@/{database}?host={Uri.EscapeDataString(super.Host!)}";
        await using (await ServerProcess.StartAsync(sandbox.Folder, "api", new Dictionary<string, string> { ["Database__Url"] = Url("intelliavatar") }))
        {
            Assert.True(await PostgresCluster.AskAsync<bool>(Url("intelliavatar"), "SELECT NOT (rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls) FROM pg_roles WHERE rolname = current_user"));
            Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => PostgresCluster.ExecuteAsync(Url("intelliavatar"), "CREATE DATABASE another"))).SqlState);
            Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => PostgresCluster.ExecuteAsync(Url("postgres"), "SELECT 1"))).SqlState);
        }
    }
}
