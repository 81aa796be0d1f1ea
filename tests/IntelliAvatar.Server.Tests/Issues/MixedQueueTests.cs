using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Views;
using IntelliAvatar.Server.ModelServers;
using IntelliAvatar.Server.Tests.Jobs;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>
/// While a job that is to be converted and another one waited, SQLite gave a fraction for the one and a whole number for the other:
/// every answer that shows the queue was 500, also the answer to a job that had just been made.
/// </summary>
public sealed class MixedQueueTests
{
    [Theory]
    [InlineData("to convert", "ready")]
    [InlineData("ready", "to convert")]
    [InlineData("ready", "ready", "to convert", "ready")]
    [InlineData("to convert", "to convert", "ready")]
    public async Task The_queue_shows_jobs_to_convert_beside_others_in_any_order(params string[] kinds)
    {
        await using var room = new SqliteRoom();
        await room.OpenAsync();
        var waiting = new List<string>();
        foreach (var kind in kinds)
        {
            waiting.Add((kind == "to convert" ? await room.SubmitUnconvertedAsync() : await room.SubmitAsync()).JobId);
        }

        var forecast = new Forecast(
            room.Database, room.Queue, new JobHistory(room.Database), new ModelServerRegistry(room.Database), room.Controls, room.Reserve, TimeProvider.System);

        Assert.Equal(waiting.Order(), (await forecast.LookAsync(CancellationToken.None)).Next.Order());
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(0.0, 1)]
    [InlineData(0.2, 400)]
    [InlineData(0.5, 100)]
    public void What_is_left_of_a_conversion_that_takes_longer_than_its_header_promised_goes_by_its_progress(double? progress, int left)
    {
        var now = DateTimeOffset.UnixEpoch.AddDays(1);
        var job = new Job
        {
            JobId = "film", Kind = "avatar-sync", UserId = "anita", Feature = "Avatar Sync Studio", Payload = "{}", InputVideo = "v", Status = JobStatus.InProgress,
            Step = JobStep.Convert, Progress = progress, ConversionSeconds = 10, SpeechSeconds = 5, StartedAt = now - TimeSpan.FromSeconds(100),
        };

        var look = new QueueSnapshot(now, 0, null, [job], [], new JobDurationModel(TimeSpan.Zero, 1), lanes: 1);

        Assert.Equal(5 + left, look.Of(job).Left!.Value.TotalSeconds, 0.001);
    }
}
