using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace IntelliAvatar.Server.Tests.Support;

/// <summary>A real PgBouncer on a loopback port before the tests' PostgreSQL. It ends with this process.</summary>
public sealed class PgBouncer : IAsyncDisposable
{
    private const string Script =
        """
        PATH=/usr/sbin:$PATH
        command -v pgbouncer >/dev/null || { echo "no PgBouncer: sudo apt-get install pgbouncer"; exit 1; }
        dir=$(mktemp -d /tmp/intelliavatar-pgbouncer-XXXXXX) && cd "$dir" || exit 1
        umask 077 && printf '%s\n' "$1" >pgbouncer.ini
        pgbouncer pgbouncer.ini >log 2>&1 </dev/null & bouncer=$!
        until grep -q "listening on 127.0.0.1" log; do kill -0 $bouncer 2>/dev/null || { tail -n 3 log; exit 1; }; sleep 0.05; done
        echo ready
        cat >/dev/null
        kill $bouncer; wait $bouncer
        cd / && rm -rf "$dir"
        """;

    private readonly Process _keeper;

    private PgBouncer(Process keeper, string url) => (_keeper, Url) = (keeper, url);

    /// <summary>The database through PgBouncer, as settings write it.</summary>
    public string Url { get; }

    /// <param name="mode"><c>session</c>, <c>transaction</c> or <c>statement</c>.</param>
    /// <param name="database">As <see cref="PostgresCluster.NewDatabaseAsync"/> gives it.</param>
    public static async Task<PgBouncer> StartAsync(string mode, string database)
    {
        var server = IntelliAvatar.Server.Persistence.PostgresUrl.Parse(database).Connection!;
        var port = FreePort();
        var settings =
            $"""
            [databases]
            {server.Database} = host={server.Host} user={server.Username} password='{server.Password}'
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            auth_type = any
            pool_mode = {mode}
            """;
        string[] shell = ["sh", "-c", Script, "sh", settings];
        string[] command = Environment.UserName == "root" ? ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", .. shell] : shell;
        var keeper = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Assert.Equal("ready", await keeper.StandardOutput.ReadLineAsync());
        return new PgBouncer(keeper, $"postgres://tester:{Uri.EscapeDataString(server.Password!)}@127.0.0.1:{port}/{server.Database}");
    }

    public async ValueTask DisposeAsync()
    {
        _keeper.StandardInput.Close();
        await _keeper.WaitForExitAsync();
        _keeper.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
