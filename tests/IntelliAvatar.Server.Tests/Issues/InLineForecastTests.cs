using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Views;
using IntelliAvatar.Server.Jobs.Worker;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>A job that was prepared and stood in line for the model server was told the time of its own work only, and would be done before the one in front of it.</summary>
public sealed class InLineForecastTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddDays(1);
    private static readonly JobDurationModel SecondForSecond = new(TimeSpan.Zero, 1);

    [Fact]
    public void Who_stands_in_line_is_done_after_those_in_front_of_it()
    {
        var (rendered, next, last) = (Of("rendered", "generate", 10, 1), Of("next", JobStep.InLine, 20, 2), Of("last", JobStep.InLine, 30, 3));
        var waiter = new QueueSnapshot.Waiter("waiter", Now, 5, 0);

        var look = new QueueSnapshot(Now, 1, null, [last, next, rendered], [waiter], SecondForSecond, lanes: 1);

        Assert.Equal([10, 30, 60], new[] { rendered, next, last }.Select(job => look.Of(job).Left!.Value.TotalSeconds));
        Assert.Equal(65, look.PlaceOf("waiter")!.Left!.Value.TotalSeconds);
    }

    [Fact]
    public void Two_lanes_take_half_the_time()
    {
        var (one, other, next) = (Of("one", "generate", 10, 1), Of("other", "generate", 20, 2), Of("next", JobStep.InLine, 6, 3));

        var look = new QueueSnapshot(Now, 0, null, [one, other, next], [], SecondForSecond, lanes: 2);

        Assert.Equal(21, look.Of(next).Left!.Value.TotalSeconds);
    }

    [Fact]
    public void Who_is_to_be_converted_is_converted_after_those_in_front_of_it_and_the_others_are_not_kept_waiting()
    {
        var converters = SchedulerRoom.MostConverting;
        var running = Of("running", JobStep.Convert, 5, 1) with { ConversionSeconds = 100 };
        QueueSnapshot.Waiter[] waiters = [new("first", Now, 5, 0, TimeSpan.FromSeconds(200)), new("ready", Now, 5, 0), new("second", Now, 5, 0, TimeSpan.FromSeconds(300))];

        var look = new QueueSnapshot(Now, 3, null, [running], waiters, SecondForSecond, lanes: 1);

        Assert.Equal(105, look.Of(running).Left!.Value.TotalSeconds);
        Assert.Equal(Math.Max(300.0 / converters, 200) + 5, look.PlaceOf("first")!.Left!.Value.TotalSeconds, 0.001);
        Assert.Equal(5 + 5 + 5, look.PlaceOf("ready")!.Left!.Value.TotalSeconds, 0.001);
        Assert.Equal(Math.Max(600.0 / converters, 300) + 5, look.PlaceOf("second")!.Left!.Value.TotalSeconds, 0.001);
        Assert.True(look.Left >= TimeSpan.FromSeconds(600.0 / converters));
    }

    private static Job Of(string id, string step, double speech, long turn) => new()
    {
        JobId = id, Kind = "avatar-sync", UserId = "anita", Feature = "Avatar Sync Studio", Payload = "{}", InputVideo = "v", Status = JobStatus.InProgress,
        Step = step, SpeechSeconds = speech, Turn = turn, StartedAt = Now,
    };
}
