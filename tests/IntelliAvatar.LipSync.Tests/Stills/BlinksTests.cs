using IntelliAvatar.LipSync.Stills;

namespace IntelliAvatar.LipSync.Tests.Stills;

public sealed class BlinksTests
{
    private const int Fps = 25;

    private static readonly float[] s_minutes = [.. Enumerable.Range(0, 5 * 60 * Fps).Select(t => Blinks.ShutAt((double)t / Fps))];
    private static readonly int[] s_begins = [.. Enumerable.Range(1, s_minutes.Length - 1).Where(t => s_minutes[t] > 0 && s_minutes[t - 1] == 0)];

    [Fact]
    public void In_the_first_second_the_eyes_stay_open() => Assert.All(s_minutes[..Fps], shut => Assert.Equal(0, shut));

    [Fact]
    public void Blinks_are_two_to_five_seconds_apart_and_not_evenly()
    {
        int[] gaps = [.. s_begins.Zip(s_begins.Skip(1), (a, b) => b - a)];
        Assert.All(gaps, gap => Assert.InRange(gap, (2 * Fps) - 1, (5 * Fps) + 1));
        Assert.True(gaps.Distinct().Count() > 20, string.Join(' ', gaps));
    }

    [Fact]
    public void Every_blink_shuts_the_eyes_and_opens_them_within_a_third_of_a_second() => Assert.All(s_begins[..^1], begin =>
    {
        var blink = s_minutes[begin..(begin + (Fps / 3) + 1)];
        Assert.Contains(blink, shut => shut == 1);
        Assert.Equal(0, blink[^1]);
    });
}
