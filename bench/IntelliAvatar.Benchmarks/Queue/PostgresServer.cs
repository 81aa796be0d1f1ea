using System.Diagnostics;
using IntelliAvatar.Server.Persistence;
using Npgsql;

namespace IntelliAvatar.Benchmarks.Queue;

/// <summary>A throw-away PostgreSQL on a unix socket, as careful as a real one (fsync on). It goes when this process ends, however it ends.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const string Password = "throw away";

    /// <summary>PostgreSQL refuses to run as root. It lives as long as the script's standard input is open.</summary>
    private const string Script =
        """
        umask 077
        bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
        PATH=${bin:+$bin:}$PATH
        command -v initdb >/dev/null || exit 1
        dir=$(mktemp -d /tmp/intelliavatar-pg-XXXXXX) && cd "$dir" || exit 1
        printf '%s' "$1" >password
        initdb -D data -U bench -A scram-sha-256 --pwfile=password -E UTF8 --locale=C --no-sync >log 2>&1 || exit 1
        printf "%s\n" "listen_addresses = ''" "unix_socket_directories = '$dir'" "log_min_messages = fatal" >>data/postgresql.conf
        postgres -D data >>log 2>&1 </dev/null & server=$!
        until pg_isready -q -h "$dir"; do kill -0 $server 2>/dev/null || exit 1; sleep 0.05; done
        echo "$dir"
        cat >/dev/null
        kill -QUIT $server; wait $server
        cd / && rm -rf "$dir"
        """;

    private readonly Process? _keeper;

    private PostgresServer(Process? keeper, string url) => (_keeper, Url) = (keeper, url);

    /// <summary>As <c>Database:Url</c> writes it.</summary>
    public string Url { get; }

    public NpgsqlConnectionStringBuilder Connection => PostgresUrl.Parse(Url).Connection!;

    /// <summary>The one that <c>DATABASE_URL</c> names, or a new one; null where PostgreSQL is not installed.</summary>
    public static async Task<PostgresServer?> FindAsync()
    {
        if (Environment.GetEnvironmentVariable("DATABASE_URL") is { } named && new DatabaseOptions { Url = named }.IsPostgres)
        {
            return new PostgresServer(null, named);
        }

        string[] shell = ["sh", "-c", Script, "sh", Password];
        string[] command = Environment.UserName == "root" ? ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", .. shell] : shell;
        var keeper = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var folder = await keeper.StandardOutput.ReadLineAsync();
        if (!Directory.Exists(folder))
        {
            keeper.Dispose();
            return null;
        }

        return new PostgresServer(keeper, $"postgres://bench:{Uri.EscapeDataString(Password)}@/postgres?host={Uri.EscapeDataString(folder)}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_keeper is not null)
        {
            _keeper.StandardInput.Close();
            await _keeper.WaitForExitAsync();
            _keeper.Dispose();
        }
    }
}
