using IntelliAvatar.LipSync.Articulation;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Evaluation;
using IntelliAvatar.LipSync.Tests.Support;

namespace IntelliAvatar.LipSync.Tests;

public sealed class LipSyncEngineTests
{
    private static readonly FrameRate Rate = new(25, 1);
    private static readonly LipSyncEngine Engine = new(Weights.Models, threads: 2);

    // "ma-ba-pa-ma …": a shut sound of 120 ms and an open one of 280 ms in turn.
    private static readonly Phone[] Babble =
        [new(0, ""), .. Enumerable.Range(0, 6).SelectMany(i => new Phone[] { new(0.2 + (0.4 * i), "mbp"[(i % 3)..][..1]), new(0.32 + (0.4 * i), "a") }), new(2.6, "")];

    private static readonly Lazy<(IFrameSource Base, PreparedAvatar Avatar)> Talking = new(() => Prepared(
        [.. Enumerable.Range(0, 20).Select(i => DrawnFace.Draw(240, 220, new DrawnFace(120 + (i * 0.3f), 105, 78, 0.003f * i, 0.5f - (0.5f * MathF.Cos(i * 0.6f)))))]));

    [Fact]
    public void The_lips_meet_on_p_b_m_and_part_on_open_vowels()
    {
        var speech = new Speech(Hum(2.8), Babble);

        var metrics = Measured(Talking.Value, speech);

        Assert.Equal(70, metrics.Frames);
        Assert.Equal(metrics.Frames, metrics.FramesWithFace);
        Assert.Equal((6, 6), (metrics.Phones!.Bilabials, metrics.Phones.BilabialsClosed));
        Assert.Equal((6, 6), (metrics.Phones.OpenVowels, metrics.Phones.OpenVowelsOpen));
        Assert.True(metrics.Phones.Track.R > 0.9, $"r = {metrics.Phones.Track}");
        Assert.True(metrics.NaiveMouth.Drive.R < 0.6, $"The base alone must not pass: r = {metrics.NaiveMouth.Drive}");
        Assert.True(metrics.Picture!.PsnrOutside > 60, $"{metrics.Picture}");
    }

    [Fact]
    public void A_still_picture_speaks_too()
    {
        var still = Prepared(DrawnFace.Draw(240, 220, new DrawnFace(120, 105, 78, 0, 0)));

        var metrics = Measured(still, new Speech(Hum(2.8), Babble));

        Assert.Equal(70, metrics.Frames);
        Assert.Equal(6, metrics.Phones!.BilabialsClosed);
        Assert.Equal(6, metrics.Phones.OpenVowelsOpen);
    }

    [Fact]
    public void A_still_picture_blinks()
    {
        const int Width = 480, Iris = (234 * Width) + 176;
        var pictures = Rendered(Prepared(DrawnFace.Draw(Width, 560, new DrawnFace(240, 270, 230))), new Speech(new float[16000 * 8 / 5]));

        int[] lumas = [.. pictures.Select(picture => (int)picture[Iris])];
        Assert.All(lumas[..25], luma => Assert.InRange(luma, 0, 80));
        Assert.InRange(lumas[25..].Max(), 95, 200);
        Assert.InRange(lumas[^1], 0, 80);
    }

    [Fact]
    public void A_still_picture_that_came_as_a_video_speaks_the_same()
    {
        var picture = DrawnFace.Draw(240, 220, new DrawnFace(120, 105, 78, 0, 0.2f));
        var speech = new Speech(Hum(0.8), Babble);

        var (once, thrice) = (Rendered(Prepared(picture), speech), Rendered(Prepared(picture, picture, picture), speech));

        // The tracker looks from a little different places, so the last bits may differ.
        Assert.Equal(once.Count, thrice.Count);
        Assert.InRange(once.Zip(thrice).Average(pair => pair.First.Zip(pair.Second).Average(both => Math.Abs(both.First - both.Second))), 0, 0.2);
    }

    [Fact]
    public void Sound_alone_moves_the_mouth_and_silence_shuts_it()
    {
        var speech = new Speech([.. new float[16000], .. Hum(1.6), .. new float[16000]]);

        var metrics = Measured(Talking.Value, speech);

        Assert.Equal(90, metrics.Frames);
        Assert.True(metrics.Mouth.SilentFrames > 30);
        Assert.InRange(metrics.Mouth.SilentAperture!.Value, -0.03, 0.025);
        Assert.True(metrics.Mouth.SpeakingP95 > metrics.Mouth.SilentAperture + 0.05, $"{metrics.Mouth}");
    }

    [Theory]
    [InlineData(0, 25, 1, 1)]
    [InlineData(1, 25, 1, 1)]
    [InlineData(16000, 25, 1, 25)]
    [InlineData(16000, 30000, 1001, 30)]
    [InlineData(9_600_000, 30000, 1001, 17982)]
    public void The_video_is_as_long_as_the_speech(int samples, int numerator, int denominator, int frames) =>
        Assert.Equal(frames, new FrameRate(numerator, denominator).FramesFor(samples));

    [Fact]
    public void A_speech_of_no_length_is_one_frame() => Assert.Single(Rendered(Talking.Value, new Speech([])));

    [Fact]
    public void The_number_of_threads_does_not_change_a_byte()
    {
        var speech = new Speech(Hum(0.8), Babble);

        Assert.Equal(Rendered(Talking.Value, speech, new LipSyncEngine(Weights.Models, threads: 1)), Rendered(Talking.Value, speech, new LipSyncEngine(Weights.Models, threads: 5)));
    }

    [Fact]
    public void An_odd_size_stays_as_it_is()
    {
        var odd = Prepared(
            DrawnFace.Draw(161, 121, new DrawnFace(80, 60, 45, 0, 0)), DrawnFace.Draw(161, 121, new DrawnFace(80, 60, 45, 0, 0.6f)));

        var frames = Rendered(odd, new Speech(Hum(0.4), Babble));

        Assert.All(frames, frame => Assert.Equal(YuvFrame.BytesOf(161, 121), frame.Length));
    }

    [Fact]
    public void A_video_without_a_face_is_refused_with_a_sentence()
    {
        var empty = new PictureList([.. Enumerable.Repeat(DrawnFace.Draw(160, 120), 5)]);

        var refused = Assert.IsType<Preparation.Refused>(Engine.Prepare(empty, new FrameRate(2, 1), null, default));

        Assert.Equal("no_face", refused.Refusal.Code);
        Assert.Contains("to second 2.5", refused.Refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_base_than_the_prepared_one_is_a_mistake_of_the_caller() =>
        Assert.Throws<ArgumentException>(() => Engine.Render(
            Talking.Value.Avatar, new PictureList(DrawnFace.Draw(160, 120)), new Speech(Hum(0.2)), Rate, _ => { }, null, default));

    [Fact]
    public void Preparing_stops_when_asked()
    {
        using var cancel = new CancellationTokenSource();

        Assert.ThrowsAny<OperationCanceledException>(() => Engine.Prepare(
            Talking.Value.Base, Rate, new Callback(share => { if (share > 0.2) { cancel.Cancel(); } }), cancel.Token));
    }

    [Fact]
    public void Rendering_stops_when_asked()
    {
        using var cancel = new CancellationTokenSource();
        var written = 0;

        Assert.ThrowsAny<OperationCanceledException>(() => Engine.Render(
            Talking.Value.Avatar, Talking.Value.Base, new Speech(Hum(20)), Rate, _ => written++, new Callback(share => { if (share > 0.01) { cancel.Cancel(); } }), cancel.Token));

        Assert.Equal(6, written);
    }

    [Fact]
    public void Listening_stops_when_asked()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => new AudioFeatures(Hum(0.1), cancelled.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => Weights.Models.MouthNet.Run(new AudioFeatures(Hum(0.1)), cancelled.Token));
    }

    [Fact]
    public void Progress_rises_to_one()
    {
        var told = new List<double>();

        Engine.Render(Talking.Value.Avatar, Talking.Value.Base, new Speech(Hum(0.4)), Rate, _ => { }, new Callback(told.Add), default);

        Assert.Equal(told.Order(), told);
        Assert.Equal(1, told[^1]);
        Assert.Equal(10, told.Count);
    }

    private static (IFrameSource Base, PreparedAvatar Avatar) Prepared(params YuvFrame[] pictures)
    {
        var video = new PictureList(pictures);
        return (video, Assert.IsType<Preparation.Ready>(Engine.Prepare(video, Rate, null, default)).Avatar);
    }

    private static List<byte[]> Rendered((IFrameSource Base, PreparedAvatar Avatar) head, Speech speech, LipSyncEngine? engine = null)
    {
        var frames = new List<byte[]>();
        (engine ?? Engine).Render(head.Avatar, head.Base, speech, Rate, frame => frames.Add([.. frame.Data]), null, default);
        return frames;
    }

    private static LipSyncMetrics Measured((IFrameSource Base, PreparedAvatar Avatar) head, Speech speech)
    {
        var frames = Rendered(head, speech).ConvertAll(data =>
        {
            var frame = new YuvFrame(head.Base.Width, head.Base.Height);
            data.CopyTo(frame.Data, 0);
            return frame;
        });
        return new LipSyncEvaluation(Weights.Models, threads: 2).Measure(head.Avatar, head.Base, new PictureList(frames), speech, Rate, null, null, default);
    }

    // A buzz with formants that come and go, loud enough to count as speech.
    private static float[] Hum(double seconds) =>
        [.. Enumerable.Range(0, (int)(seconds * 16000)).Select(i =>
        {
            var t = i / 16000.0;
            var buzz = Enumerable.Range(1, 20).Sum(h => Math.Sin(Math.Tau * 120 * h * t) / (1 + Math.Abs(h - 6 - (3 * Math.Sin(9 * t)))));
            return (float)(0.08 * buzz * (0.55 + (0.45 * Math.Sin(16 * t))));
        })];

    private sealed class Callback(Action<double> told) : IProgress<double>
    {
        public void Report(double value) => told(value);
    }
}
