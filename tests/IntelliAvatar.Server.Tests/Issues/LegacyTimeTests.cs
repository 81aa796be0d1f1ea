using System.Globalization;
using System.Text.Json;
using IntelliAvatar.Server.Features.Jobs;
using IntelliAvatar.Server.Hosting;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>The earlier clients take created_at for local time and the two others for UTC: in India a job of 14 seconds was shown to take five and a half hours.</summary>
[Collection(ServerIssueTests.Name)]
public sealed class LegacyTimeTests
{
    [Theory]
    [InlineData("Asia/Kolkata", "2026-11-29T07:16:04Z", "2026-11-29 12:46:04")]
    [InlineData("America/New_York", "2026-07-01T12:00:00Z", "2026-07-01 08:00:00")]
    [InlineData("America/New_York", "2026-03-08T06:59:59Z", "2026-03-08 01:59:59")] // an hour is left out …
    [InlineData("America/New_York", "2026-03-08T07:00:00Z", "2026-03-08 03:00:00")]
    [InlineData("America/New_York", "2026-11-01T05:30:00Z", "2026-11-01 01:30:00")] // … and comes twice
    [InlineData("America/New_York", "2026-11-01T06:30:00Z", "2026-11-01 01:30:00")]
    [InlineData("Pacific/Kiritimati", "2026-12-31T12:00:00Z", "2027-01-01 02:00:00")]
    [InlineData("UTC", "2026-11-29T07:16:04Z", "2026-11-29 07:16:04")]
    public void The_moment_of_submission_is_told_in_the_zone_of_the_setting(string zone, string moment, string told) =>
        Assert.Equal(told, new LegacyTimes(With(zone)).Local(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("Asia/Nowhere")]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    [InlineData("+05:30")]
    public void A_zone_that_is_none_stops_the_start(string zone) =>
        Assert.Contains("Legacy:TimeZone", Assert.Throws<SettingException>(() => Settings.Check(With(zone), [])).Message);

    [Theory]
    [InlineData("Asia/Kolkata", null, 5.5)]
    [InlineData("America/New_York", null, -5)]
    [InlineData("America/New_York", "Asia/Kolkata", 5.5)]
    public async Task A_list_tells_when_a_job_was_submitted_in_local_time_and_all_else_in_UTC(string machine, string? setting, double hours)
    {
        using var sandbox = new Sandbox();
        using var media = new SampleMedia();
        await using var gpu = await FakeModelServer.StartAsync(media);
        string[] settings = [$"--ModelServers:0:Url={gpu.Url}", .. setting is null ? Array.Empty<string>() : [$"--Legacy:TimeZone={setting}"]];
        await using var server = await ServerProcess.StartAsync(sandbox.Folder, "all", new Dictionary<string, string> { ["TZ"] = machine }, settings);

        var id = await server.Client.SyncAsync(media.Video, media.Speech);
        var job = await server.Client.CompletedAsync(id);
        var exact = JsonDocument.Parse(await server.Client.Http.GetStringAsync($"/v1/jobs/{id}")).RootElement;

        // The tests' own zone does not matter, and neither does that of the time of year: what is compared is one moment.
        var created = exact.GetProperty("created_at").GetDateTimeOffset();
        Assert.EndsWith("Z", exact.GetProperty("created_at").GetString());
        var zone = TimeZoneInfo.FindSystemTimeZoneById(setting ?? machine);
        Assert.Equal(Seconds(TimeZoneInfo.ConvertTime(created, zone).DateTime), Time(job, "created_at"));
        Assert.InRange((Time(job, "created_at") - Time(job, "started_at")).TotalHours, hours - 0.1, hours + 1.1);
        Assert.Equal(Seconds(exact.GetProperty("started_at").GetDateTimeOffset().UtcDateTime), Time(job, "started_at"));
        Assert.Equal(Seconds(exact.GetProperty("ended_at").GetDateTimeOffset().UtcDateTime), Time(job, "completed_at"));
    }

    private static IConfiguration With(string zone) => new ConfigurationBuilder().AddInMemoryCollection([new("Legacy:TimeZone", zone)]).Build();

    private static DateTime Seconds(DateTime time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond));

    private static DateTime Time(JsonElement job, string name) =>
        DateTime.ParseExact(job.GetProperty(name).GetString()!, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
