using System.Collections.Concurrent;
using Npgsql;

namespace IntelliAvatar.Server.Persistence;

/// <summary>
/// The connections to PostgreSQL. Of several hosts the one that answered last is asked first: one that is silent costs the whole time-out, at each new
/// connection again.
/// </summary>
internal sealed class PostgresPools(NpgsqlConnectionStringBuilder settings, Func<NpgsqlConnectionStringBuilder, NpgsqlDataSource> open) : IDisposable
{
    private readonly string[] _hosts = settings.Host!.Split(',', StringSplitOptions.TrimEntries);
    private readonly ConcurrentDictionary<int, Lazy<NpgsqlDataSource>> _pools = new();
    private volatile int _first;

    public NpgsqlDataSource Latest => _pools.GetOrAdd(_first, first => new(() => open(From(first)))).Value;

    /// <summary>How to connect without a pool.</summary>
    public NpgsqlConnectionStringBuilder Settings => From(_first);

    /// <summary>This one answered.</summary>
    public void Answered(string? host, int port)
    {
        if (_hosts.Length > 1 && Array.FindIndex(_hosts, known => known == host || known == $"{host}:{port}") is >= 0 and var found)
        {
            _first = found;
        }
    }

    /// <summary>Lets go of idle connections.</summary>
    public void Clear()
    {
        foreach (var pool in Opened())
        {
            pool.Clear();
        }
    }

    public void Dispose()
    {
        foreach (var pool in Opened())
        {
            pool.Dispose();
        }
    }

    private IEnumerable<NpgsqlDataSource> Opened() => _pools.Values.Where(pool => pool.IsValueCreated).Select(pool => pool.Value);

    private NpgsqlConnectionStringBuilder From(int first) => new(settings.ConnectionString) { Host = string.Join(',', _hosts[first..].Concat(_hosts[..first])) };
}
