using IntelliAvatar.LipSync.Articulation;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Tests.Articulation;

public sealed class OwnOpeningTests
{
    private static readonly FrameRate Rate = new(25, 1);
    private static readonly LipSyncEngine Engine = new(Weights.Models, threads: 2);
    private static readonly float[] Sound = OwnSpeaker.Babble(8, seed: 4);

    [Fact]
    public void What_the_base_teaches_holds_for_what_its_person_says_next()
    {
        var own = Learned(Sound, OwnSpeaker.Openings(Sound, Rate));

        Assert.NotNull(own);
        var next = OwnSpeaker.Babble(8, seed: 5);
        var (real, net, learned) = (OwnSpeaker.Openings(next, Rate), Opening(next, null), Opening(next, own));
        Assert.True(Signal.Correlation(learned, real) > Signal.Correlation(net, real) + 0.15, $"{Signal.Correlation(net, real)} → {Signal.Correlation(learned, real)}");
    }

    [Fact]
    public void It_is_taken_by_half_at_most()
    {
        var moments = Moments(Sound, OwnSpeaker.Openings(Sound, Rate));
        var (all, taken) = (OwnRidge.Fit(moments, 25), OwnOpeningTrial.Learn(moments, 25)!);

        Assert.All(all.Weights.Zip(taken.Weights), pair => Assert.Equal(0.5f * pair.First, pair.Second));
        Assert.Equal(0.5f * all.Bias, taken.Bias);
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(2)]
    public void A_mouth_two_frames_off_its_sound_teaches_the_same(int frames)
    {
        float[] openings = OwnSpeaker.Openings(Sound, Rate);
        float[] moved = [.. openings.Select((_, i) => openings[Math.Clamp(i - frames, 0, openings.Length - 1)])];

        var (own, expected) = (Learned(Sound, moved)!, Learned(Sound, openings)!);

        Assert.All(expected.Weights.Zip(own.Weights), pair => Assert.Equal(pair.First, pair.Second, 0.003));
    }

    [Theory]
    [InlineData(104)]
    [InlineData(105)]
    [InlineData(106)]
    public void Sound_of_somebody_else_teaches_nothing(int seed) => Assert.Null(Learned(OwnSpeaker.Babble(8, seed), OwnSpeaker.Openings(Sound, Rate)));

    [Fact]
    public void Who_opens_the_mouth_as_the_net_expects_teaches_nothing() =>
        Assert.Null(Learned(Sound, Signal.ToFrames(Weights.Models.MouthNet.Run(new AudioFeatures(Sound)).Open, 20, 25, 200)));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1.4)]
    public void Too_little_speech_teaches_nothing(double seconds)
    {
        float[] said = [.. Sound[..(int)(seconds * AudioFeatures.SampleRate)], .. new float[5 * AudioFeatures.SampleRate]];

        Assert.Null(Learned(said, OwnSpeaker.Openings(said, Rate)));
        Assert.Null(Learned(said[..(int)(seconds * AudioFeatures.SampleRate)], OwnSpeaker.Openings(said, Rate)));
    }

    [Fact]
    public void Frames_without_a_face_are_left_out()
    {
        float[] openings = OwnSpeaker.Openings(Sound, Rate);
        var holed = openings.Select((open, i) => i % 7 == 3 || i > 180 ? float.NaN : open).ToArray();

        Assert.Equal(Moments(Sound, openings).Count(moment => !float.IsNaN(holed[moment.Frame])), Moments(Sound, holed).Length);
        Assert.NotNull(Learned(Sound, holed));
    }

    [Fact]
    public void It_never_changes_where_lips_are_shut_nor_what_exact_phones_say()
    {
        float[] open = [.. Enumerable.Repeat(0.4f, 60)];
        var (closed, change) = (new float[60], Enumerable.Repeat(0.2f, 60).ToArray());
        closed[30] = 0.4f;

        var own = OwnTrack.Opening(open, closed, change);

        Assert.All(own[23..38], value => Assert.Equal(0.4f, value));
        Assert.All(own[..23].Concat(own[38..]), value => Assert.Equal(0.6f, value, 1e-5f));
        Assert.Equal(Weights.Models.MouthNet.Run(new AudioFeatures(Sound)).Closed, Weights.Models.MouthNet.Run(new AudioFeatures(Sound), OwnSpeaker.Way).Closed);

        var speech = new Speech(Sound, [new Phone(0, "m"), new Phone(0.5, "a"), new Phone(2, "")]);
        Assert.Equal(WantedOpening.Of(speech, Weights.Models.MouthNet, null, Rate), WantedOpening.Of(speech, Weights.Models.MouthNet, OwnSpeaker.Way, Rate));
    }

    [Fact]
    public void What_was_learned_with_another_net_is_a_mistake_of_the_caller() =>
        Assert.Throws<ArgumentException>(() => Weights.Models.MouthNet.Run(new AudioFeatures(Sound), new OwnOpening([1, 2], 0)));

    [Fact]
    public void Learning_stops_when_asked()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => Engine.Learn(Avatar([0, 1]), Sound, Rate, cancelled.Token));
    }

    private static OwnOpening? Learned(float[] sound, float[] openings) => Engine.Learn(Avatar(openings), sound, Rate, default).Own;

    private static OwnMoment[] Moments(float[] sound, float[] openings) =>
        OwnMoment.Of(new AudioFeatures(sound), Weights.Models.MouthNet, Avatar(openings).Library.Track, Rate, default);

    private static float[] Opening(float[] sound, OwnOpening? own) => WantedOpening.Of(new Speech(sound), Weights.Models.MouthNet, own, Rate);

    private static PreparedAvatar Avatar(float[] openings)
    {
        var video = new TemplateVideo(64, 64, [.. openings.Select(open => 20 * open)], scale: 0.2f);
        return new PreparedAvatar(64, 64, video.Library, Aperture.Track(video.Landmarks));
    }
}
