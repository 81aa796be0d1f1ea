using IntelliAvatar.LipSync.Articulation;
using IntelliAvatar.LipSync.Tests.Support;

namespace IntelliAvatar.LipSync.Tests.Articulation;

public sealed class MouthDriveTests
{
    // "ama papa" with a pause before and after, 0.1 s a sound.
    private static readonly Phone[] s_phones =
    [
        new(0, ""), new(0.3, "a"), new(0.4, "m"), new(0.5, "a"), new(0.6, "p"), new(0.68, "a"), new(0.8, "b"), new(0.9, "a"), new(1.1, ""),
    ];

    [Fact]
    public void A_closure_that_falls_between_two_frames_shuts_the_nearer_one()
    {
        Phone[] phones = [new(0, "ɑ"), new(0.186, "m"), new(0.214, "ɑ")];

        var open = MouthDrive.FromPhones(phones, 25, 10);

        Assert.Equal(0, open[5]);
        Assert.True(open[3] > 0.5 && open[7] > 0.5);
    }

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

    [Fact]
    public void A_quiet_recording_moves_the_mouth_as_a_loud_one()
    {
        float[] loud = [.. Vowels(1.5)];
        var expected = MouthDrive.FromAudio(new AudioFeatures(loud), Weights.Models.MouthNet, 25, 37);
        var quiet = MouthDrive.FromAudio(new AudioFeatures(Array.ConvertAll(loud, sample => 0.05f * sample)), Weights.Models.MouthNet, 25, 37);
        Assert.All(expected.Zip(quiet), pair => Assert.Equal(pair.First, pair.Second, 0.05));
    }

    [Theory]
    [InlineData(0.15)]
    [InlineData(0.3)]
    [InlineData(0.6)]
    public void A_single_short_vowel_opens_the_mouth_and_nothing_tears_it(double seconds)
    {
        var open = MouthDrive.FromAudio(new AudioFeatures([.. new float[4800], .. Vowels(seconds), .. new float[4800]]), Weights.Models.MouthNet, 50, 30);
        Assert.InRange(open.Max(), 0.2f, 1.15f);
        Assert.All(open.Zip(open.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, -0.6f, 0.6f));
    }

    [Theory]
    [InlineData(24)]
    [InlineData(25)]
    [InlineData(60)]
    public void The_frame_rate_does_not_change_what_the_mouth_does(double fps)
    {
        var audio = new AudioFeatures([.. Vowels(2)]);
        var fine = MouthDrive.FromAudio(audio, Weights.Models.MouthNet, 100, 200);
        var open = MouthDrive.FromAudio(audio, Weights.Models.MouthNet, fps, (int)(2 * fps));
        Assert.All(open.Index(), frame => Assert.Equal(fine[Math.Min(199, (int)((frame.Index + 0.5) / fps * 100))], frame.Item, 0.1));
    }

    [Fact]
    public void Where_the_net_is_sure_that_lips_are_shut_they_are()
    {
        var audio = new AudioFeatures([.. Vowels(1)]);
        float[] open = [.. Enumerable.Repeat(0.6f, audio.Count)];
        var (never, once) = (new float[audio.Count], new float[audio.Count]);
        once.AsSpan(48..53).Fill(0.9f);

        var (free, shut) = (HeardTrack.Opening(audio, open, never), HeardTrack.Opening(audio, open, once));

        Assert.True(free[40..61].Min() > 0.3f);
        Assert.InRange(shut[48..53].Min(), 0, 0.01f);
        Assert.Equal(free[..40], shut[..40]);
        Assert.Equal(free[65..], shut[65..]);
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
