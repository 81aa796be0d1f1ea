using IntelliAvatar.LipSync.Selection;
using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Tests.Selection;

public sealed class ShownBaseTests
{
    [Fact]
    public void A_plain_base_is_played_to_and_fro()
    {
        var shown = ShownBase.Play(Track(From(0, 40)), 200);

        Assert.Equal(Enumerable.Range(0, 200).Select(t => PingPong.FrameAt(t, 40)), shown.Select(picture => picture.Frame));
        Assert.All(shown, picture => Assert.Equal(0, picture.NextWeight));
    }

    [Fact]
    public void A_stretch_without_a_face_is_left_out_and_the_picture_dissolves()
    {
        var shown = ShownBase.Play(Track(From(0, 20), Lost(60), From(0, 20)), 50);

        Assert.Equal(Enumerable.Range(0, 20), shown[..20].Select(picture => picture.Frame));
        Assert.All(shown[20..31], picture => Assert.Equal((19, 80), (picture.Frame, picture.Next)));
        Assert.Equal(shown[20..31].Select(picture => picture.NextWeight).Order(), shown[20..31].Select(picture => picture.NextWeight));
        Assert.Equal(0.5f, shown[25].NextWeight, 3);
        Assert.Equal(80, shown[31].Frame);
    }

    [Fact]
    public void Few_lost_frames_take_the_time_they_took()
    {
        var shown = ShownBase.Play(Track(From(0, 20), Lost(5), From(0, 20)), 40);

        Assert.Equal(0.5f, shown[22].NextWeight, 3);
        Assert.Equal(new ShownBase(25, 25, 0), shown[25]);
    }

    [Fact]
    public void Without_a_face_at_its_ends_a_base_begins_and_ends_with_the_face()
    {
        var shown = ShownBase.Play(Track(Lost(30), From(0, 20), Lost(30)), 100);

        Assert.All(shown, picture => Assert.InRange(picture.Frame, 30, 49));
        Assert.Equal(30, shown[0].Frame);
    }

    [Fact]
    public void Between_two_shots_nothing_dissolves()
    {
        var shown = ShownBase.Play(Track(From(0, 3), Lost(9), From(150, 3)), 9);

        Assert.Equal([0, 1, 2, 2, 2, 12, 12, 12, 13], shown.Select(picture => picture.Frame));
        Assert.All(shown, picture => Assert.Equal(0, picture.NextWeight));
    }

    [Theory]
    [InlineData(0, 20)] // fades in
    [InlineData(60, 80)] // fades out
    [InlineData(30, 42)] // is dark for a moment
    [InlineData(0, 5)]
    public void What_fades_is_never_seen_in_mid_sentence(int from, int to)
    {
        var track = Track(80, i => i >= from && i < to ? new Light(0.5f, 8) : null, _ => false);

        var shown = ShownBase.Play(track, 500);

        var dark = Enumerable.Range(0, 500).Where(t => IsDark(shown[t].Frame) || IsDark(shown[t].Next)).ToList();
        Assert.Equal(from == 0 ? Enumerable.Range(0, to) : [], dark);

        bool IsDark(int frame) => frame >= from && frame < to;
    }

    [Fact]
    public void A_speech_that_ends_with_the_base_ends_with_its_fade()
    {
        var shown = ShownBase.Play(Track(80, i => i >= 60 ? new Light(0.5f, 8) : null, _ => false), 80);

        Assert.Equal(Enumerable.Range(0, 80), shown.Select(picture => picture.Frame));
    }

    [Theory]
    [InlineData(20, 50)]
    [InlineData(50, 80)] // to the end
    [InlineData(0, 30)] // from the beginning
    public void A_hand_before_the_mouth_is_seen_once(int from, int to)
    {
        var track = Track(80, _ => null, i => i >= from && i < to);

        var shown = ShownBase.Play(track, 500);

        Assert.Equal(Enumerable.Range(from, to - from), shown.Select(picture => picture.Seen).Where(frame => frame >= from && frame < to).Distinct());
        Assert.All(shown[85..].Where(picture => picture.NextWeight is 0), picture => Assert.False(picture.Frame >= from && picture.Frame < to, $"{picture}"));
    }

    [Fact]
    public void However_it_is_played_no_frame_leaps()
    {
        var track = Track(100, i => i is < 10 or (>= 70 and < 74) ? new Light(0.5f, 8) : null, i => i is >= 30 and < 50);

        var shown = ShownBase.Play(track, 700);

        Assert.All(Enumerable.Range(1, 699), t => Assert.True(
            Math.Abs(shown[t].Frame - shown[t - 1].Frame) <= 1 || Math.Abs(shown[t].Frame - shown[t - 1].Next) <= 1 || Math.Abs(shown[t].Next - shown[t - 1].Frame) <= 1,
            $"{t}: {shown[t - 1]} to {shown[t]}"));
    }

    private static PosedTrack Track(params FaceLandmarks?[][] parts) => PosedTrack.From([.. parts.SelectMany(part => part)])!;

    private static PosedTrack Track(int count, Func<int, Light?> fade, Func<int, bool> isCovered)
    {
        var track = Track(From(0, count));
        return new PosedTrack([.. track.Faces.Select(face => face with { Fade = fade(face.Frame), IsCovered = isCovered(face.Frame) })], track.Mean.EyeSpan);
    }

    private static FaceLandmarks?[] From(float x, int count) => [.. Enumerable.Range(0, count).Select(_ => TemplateFace.With(5, TemplateFace.Placed(100 + x, 100)))];

    private static FaceLandmarks?[] Lost(int count) => new FaceLandmarks?[count];
}
