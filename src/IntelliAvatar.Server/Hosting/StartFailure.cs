using System.ComponentModel.DataAnnotations;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IntelliAvatar.Server.Hosting;

/// <summary>Why a server does not start, in words.</summary>
internal static partial class StartFailure
{
    /// <summary>What an operator can mend, in one sentence; null for a bug, which shows its stack.</summary>
    public static string? Sentence(Exception wrong) => wrong switch
    {
        SettingException or ValidationException => wrong.Message,
        OptionsValidationException options => string.Join(" ", options.Failures.Select(failure => Annotation().Replace(failure, "${said}"))),
        AggregateException { InnerExceptions: [var first, ..] } => Sentence(first),

        // A value of the wrong type; an address that Kestrel cannot serve, e.g. https without a certificate.
        InvalidOperationException { InnerException: FormatException or ArgumentException } => wrong.Message,
        InvalidOperationException { Source: "Microsoft.AspNetCore.Server.Kestrel.Core" } => wrong.Message.ReplaceLineEndings(" "),
        PostgresException { SqlState: ['2', '8', ..] or ['3', 'D', ..] or ['4', '2', '5', '0', '1'] or ['5', '3' or '7', ..] or ['0', '8', ..] } refused =>
            $"Database:Url: PostgreSQL does not let us in: {refused.MessageText}",
        PostgresException failed => $"Database:Url: PostgreSQL failed to set up the database: {failed.MessageText}",
        NpgsqlException postgres => $"Database:Url: PostgreSQL does not let us in: {Innermost(postgres).Message}",
        IOException { InnerException: AddressInUseException } => ListenCheck.InUse("The address to listen on"),
        UnauthorizedAccessException or InvalidDataException or IOException or SocketException or SqliteException => wrong.Message,
        _ => null,
    };

    /// <summary>Of several hosts that are all away Npgsql says only that the inner exceptions tell more; the last one tried is as good as any.</summary>
    private static Exception Innermost(Exception wrong) => wrong switch
    {
        AggregateException { InnerExceptions: [.., var last] } => Innermost(last),
        { InnerException: AggregateException several } => Innermost(several),
        _ => wrong,
    };

    [GeneratedRegex("^DataAnnotation validation failed for .* with the error: '(?<said>.*)'\\.$", RegexOptions.ExplicitCapture)]
    private static partial Regex Annotation();
}
