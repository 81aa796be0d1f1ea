using IntelliAvatar.LipSync.Audio;
using IntelliAvatar.LipSync.Mouth;
using IntelliAvatar.LipSync.Tests.Support;

namespace IntelliAvatar.LipSync.Tests.Mouth;

public sealed class MouthDriveTests
{
    // "ama papa" with a pause before and after, 0.1 s a sound.
    private static readonly Phone[] s_phones =
    [
        new(0, ""), new(0.3, "a"), new(0.4, "m"), new(0.5, "a"), new(0.6, "p"), new(0.68, "a"), new(0.8, "b"), new(0.9, "a"), new(1.1, ""),
    ];

    [Fact]
    public void The_mouth_is_shut_in_the_middle_of_every_p_b_and_m()
    {
        var track = PhoneTrack.Opening(s_phones, 150);
        Assert.Equal(0, track[45]);
        Assert.Equal(0, track[64]);
        Assert.Equal(0, track[85]);
    }

    [Fact]
    public void A_short_closure_between_wide_vowels_still_shuts_the_mouth()
    {
        var track = PhoneTrack.Opening([new(0, "a"), new(0.50, "b"), new(0.52, "a")], 100);
        Assert.Equal(0, track[51]);
        Assert.InRange(track[40], 0.9f, 1);
        Assert.InRange(track[62], 0.9f, 1);
    }

    [Fact]
    public void Vowels_open_it_and_pauses_leave_it_shut()
    {
        var track = PhoneTrack.Opening(s_phones, 150);
        Assert.InRange(track[100], 0.9f, 1);
        Assert.InRange(track[10], 0, 0.001f);
        Assert.InRange(track[140], 0, 0.001f);
    }

    [Fact]
    public void Phones_out_of_order_or_beyond_the_end_do_no_harm()
    {
        var track = PhoneTrack.Opening([new(5, "a"), new(0.1, "b"), new(-3, "a"), new(double.NaN, "m"), new(1e300, "p")], 50);
        Assert.All(track, value => Assert.InRange(value, 0, 1));
    }

    [Fact]
    public void Frames_follow_the_phones()
    {
        var open = MouthDrive.FromPhones(s_phones, 50, 75);
        Assert.Equal(75, open.Length);
        Assert.InRange(open[22], 0, 0.1f);
        Assert.InRange(open[50], 0.9f, 1);
        Assert.All(MouthDrive.FromPhones([], 25, 5), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Silence_moves_no_mouth() =>
        Assert.All(MouthDrive.FromAudio(new AudioFeatures(new float[16_000]), Weights.Models.MouthNet, 25, 25), value => Assert.Equal(0, value));

    [Fact]
    public void Sound_moves_the_mouth_and_the_silence_after_it_does_not()
    {
        var audio = new AudioFeatures([.. Vowels(1.5), .. new float[16_000]]);
        var open = MouthDrive.FromAudio(audio, Weights.Models.MouthNet, 25, 62);
        Assert.True(open[5..35].Max() > 0.5f);
        Assert.All(open[42..], value => Assert.InRange(value, 0, 0.01f));
        Assert.All(open, value => Assert.InRange(value, 0, 1.15f));
    }

    /// <summary>A buzz of 120 Hz whose formants move from "ee" to "ah" and back three times a second.</summary>
    private static IEnumerable<float> Vowels(double seconds)
    {
        for (var i = 0; i < seconds * 16_000; i++)
        {
            var t = i / 16_000.0;
            var wide = 0.5 - (0.5 * Math.Cos(2 * Math.PI * 3 * t));
            var (first, second) = (280 + (480 * wide), 2250 - (1000 * wide));
            var sum = Enumerable.Range(1, 30).Sum(k => Math.Sin(2 * Math.PI * 120 * k * t) * (Near(120 * k, first) + (0.5 * Near(120 * k, second))));
            yield return (float)(0.05 * sum);
        }

        static double Near(double hertz, double formant) => 1 / (1 + Math.Pow((hertz - formant) / 90, 2));
    }
}
