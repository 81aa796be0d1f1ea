using System.Globalization;

namespace IntelliAvatar.Server.Features.Jobs;

/// <summary>
/// Times as clients of <c>/feature1/jobs</c> parse them, <c>yyyy-MM-dd HH:mm:ss</c>: when a job was submitted in the zone of
/// <c>Legacy:TimeZone</c> (the machine's own unless set), when it started and ended in UTC.
/// </summary>
public sealed class LegacyTimes(IConfiguration configuration)
{
    private readonly TimeZoneInfo _zone = ZoneIn(configuration);

    /// <exception cref="SettingException">The setting names no time zone.</exception>
    public static TimeZoneInfo ZoneIn(IConfiguration configuration)
    {
        if (configuration["Legacy:TimeZone"] is not { } name)
        {
            return TimeZoneInfo.Local;
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? zone
            : throw new SettingException($"Legacy:TimeZone is '{name}', which is no time zone of this machine; write it like Asia/Kolkata or UTC.");
    }

    internal string Local(DateTimeOffset time) => Text(TimeZoneInfo.ConvertTime(time, _zone).DateTime);

    internal static string Utc(DateTimeOffset time) => Text(time.UtcDateTime);

    private static string Text(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
