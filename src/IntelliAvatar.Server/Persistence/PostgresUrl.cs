using Npgsql;

namespace IntelliAvatar.Server.Persistence;

/// <summary>
/// <c>postgres://user:password@host:port/database</c>, as libpq writes it: parts are URL-encoded; <c>?host=/folder</c> is a unix
/// socket, <c>?host=a,b</c> several servers of which one is the primary.
/// </summary>
internal static class PostgresUrl
{
    /// <summary>How to connect, or what is wrong with the address; the sentence quotes nothing of it but the names of parameters.</summary>
    public static (NpgsqlConnectionStringBuilder? Connection, string? Wrong) Parse(string url)
    {
        if (!Uri.TryCreate(url.Replace("@/", "@localhost/", StringComparison.Ordinal).Replace(":///", "://localhost/", StringComparison.Ordinal), UriKind.Absolute, out var address)
            || address.Host.Length == 0 || Uri.UnescapeDataString(address.AbsolutePath).Trim('/') is not { Length: > 0 } database)
        {
            return (null, "it must look like postgres://user:password@host:5432/database, with special characters of user and password URL-encoded.");
        }

        var who = address.UserInfo.Split(':', 2);
        var connection = new NpgsqlConnectionStringBuilder
        {
            Host = address.Host.Trim('[', ']'),
            Port = address.Port > 0 ? address.Port : NpgsqlConnection.DefaultPort,
            Database = database,
            Username = who[0].Length > 0 ? Uri.UnescapeDataString(who[0]) : null,
            Password = who.Length > 1 ? Uri.UnescapeDataString(who[1]) : null,

            // A statement that times out waits once or twice more for a connection over which to cancel it.
            Timeout = 3,
            CommandTimeout = 4,
            CancellationTimeout = -1,
            MaxAutoPrepare = 50,

            // Our own settings of the session must outlast its return to the pool, and nothing else of it is changed.
            NoResetOnClose = true,
        };
        var wrong = address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(parameter => parameter.Split('=', 2))
            .Select(pair => Set(connection, pair[0], Uri.UnescapeDataString(pair.Length > 1 ? pair[1] : "")))
            .FirstOrDefault(sentence => sentence is not null);

        // Of one server there is nothing to choose, and Npgsql refuses to.
        if (connection.Host?.Contains(',', StringComparison.Ordinal) != true)
        {
            connection.TargetSessionAttributes = null;
        }

        return wrong is null ? (connection, null) : (null, wrong);
    }

    private static string? Set(NpgsqlConnectionStringBuilder connection, string name, string value)
    {
        try
        {
            switch (name)
            {
                case "host":
                    connection.Host = value;
                    return null;
                case "port":
                    connection.Port = int.Parse(value);
                    return null;
                case "sslmode":
                    connection.SslMode = Enum.Parse<SslMode>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
                    return null;
                case "sslrootcert":
                    connection.RootCertificate = value;
                    return null;
                case "target_session_attrs":
                    connection.TargetSessionAttributes = value;
                    return null;
                default:
                    return $"it has the parameter '{name}'; known are host, port, sslmode, sslrootcert and target_session_attrs.";
            }
        }
        catch (Exception odd) when (odd is ArgumentException or FormatException or OverflowException)
        {
            return $"its parameter '{name}' has a value that does not work.";
        }
    }
}
