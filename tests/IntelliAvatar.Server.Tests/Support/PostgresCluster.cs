using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace IntelliAvatar.Server.Tests.Support;

/// <summary>A throw-away PostgreSQL server on a unix socket in a folder of its own. It stops and goes when this process ends, however it ends.</summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private const string Password = "throw away";

    // What a test fills in at once may take longer than the program ever waits.
    private const int SecondsForTestData = 120;

    /// <summary>
    /// PostgreSQL refuses to run as root. The server lives as long as the script's standard input is open: the kernel closes that
    /// with the test's process. "stop" and "start" on it let the server fail and come back.
    /// </summary>
    private const string Script =
        """
        umask 077
        bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
        PATH=${bin:+$bin:}$PATH
        command -v initdb >/dev/null || { echo "no PostgreSQL: sudo apt-get install postgresql"; exit 1; }
        dir=$(mktemp -d /tmp/intelliavatar-pg-XXXXXX) && cd "$dir" || exit 1
        printf '%s' "$1" >password
        start() {
            postgres -D data >>log 2>&1 </dev/null & server=$!
            until pg_isready -q -h "$dir"; do kill -0 $server 2>/dev/null || return 1; sleep 0.05; done
        }
        stop() { kill -QUIT $server; wait $server; }
        initdb -D data -U tester -A scram-sha-256 --pwfile=password -E UTF8 --locale=C --no-sync >log 2>&1 || { tail -n 3 log; exit 1; }
        printf "%s\n" "listen_addresses = ''" "unix_socket_directories = '$dir'" "fsync = $2" "max_connections = 300" \
            "shared_buffers = 32MB" "autovacuum = off" "log_min_messages = fatal" >>data/postgresql.conf
        start || { tail -n 3 log; exit 1; }
        echo "$dir"
        while read -r order; do
            case $order in
                stop) stop ;;
                start) start ;;
            esac
            echo "$order"
        done
        stop
        cd / && rm -rf "$dir"
        """;

    private static readonly Lazy<Task<PostgresCluster>> SharedOne = new(() => StartAsync());
    private static int _databases;

    private readonly Process _keeper;
    private readonly string _folder;

    private PostgresCluster(Process keeper, string folder) => (_keeper, _folder) = (keeper, folder);

    /// <summary>The one of this test run.</summary>
    public static Task<PostgresCluster> Shared => SharedOne.Value;

    /// <param name="fsync">Whether it also survives a power cut, which no test causes.</param>
    public static async Task<PostgresCluster> StartAsync(bool fsync = false)
    {
        string[] shell = ["sh", "-c", Script, "sh", Password, fsync ? "on" : "off"];
        string[] command = Environment.UserName == "root" ? ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", .. shell] : shell;
        var keeper = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var folder = await keeper.StandardOutput.ReadLineAsync();
        return Directory.Exists(folder) ? new PostgresCluster(keeper, folder) : throw new InvalidOperationException($"PostgreSQL did not start: {folder}");
    }

    /// <summary>Makes an empty database and gives its address as settings write it.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        var name = $"test{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync(Url("postgres"), $"CREATE DATABASE {name}");
        return Url(name);
    }

    /// <summary>Where it listens.</summary>
    public EndPoint Address => new UnixDomainSocketEndPoint(Path.Combine(_folder, ".s.PGSQL.5432"));

    /// <summary>The same database over another way, which leads to <see cref="Address"/>.</summary>
    public static string Over(EndPoint way, string url) => url[..url.IndexOf('?')].Replace("@/", $"@{way}/", StringComparison.Ordinal);

    /// <summary>Runs SQL past the program.</summary>
    public static async Task ExecuteAsync(string url, string sql)
    {
        await using var connection = await OpenAsync(url);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = SecondsForTestData };
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Asks past the program.</summary>
    public static async Task<T> AskAsync<T>(string url, string sql)
    {
        await using var connection = await OpenAsync(url);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = SecondsForTestData };
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public static async Task<NpgsqlConnection> OpenAsync(string url)
    {
        var connection = new NpgsqlConnection(IntelliAvatar.Server.Persistence.PostgresUrl.Parse(url).Connection!.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>As a crash would.</summary>
    public Task StopAsync() => OrderAsync("stop");

    public Task StartAgainAsync() => OrderAsync("start");

    public async ValueTask DisposeAsync()
    {
        _keeper.StandardInput.Close();
        await _keeper.WaitForExitAsync();
        _keeper.Dispose();
    }

    private string Url(string database) => $"postgres://tester:{Uri.EscapeDataString(Password)}@/{database}?host={Uri.EscapeDataString(_folder)}";

    private async Task OrderAsync(string order)
    {
        await _keeper.StandardInput.WriteLineAsync(order);
        Assert.Equal(order, await _keeper.StandardOutput.ReadLineAsync());
    }
}
