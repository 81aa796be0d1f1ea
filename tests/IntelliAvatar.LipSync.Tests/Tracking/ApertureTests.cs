using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Tests.Tracking;

public sealed class ApertureTests
{
    // The template's eyes are 100 apart and its forehead is 100 above the base of its nose.
    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(-2)]
    public void It_is_the_opening_in_units_of_the_face(float gap) =>
        Assert.Equal(gap / 100, Aperture.Of(TemplateFace.With(gap)), 4);

    [Fact]
    public void Size_place_and_tilt_of_the_face_do_not_matter() =>
        Assert.Equal(0.09f, Aperture.Of(TemplateFace.With(9, TemplateFace.Placed(300, 200, scale: 2.5f, radians: 0.5f))), 4);

    [Fact]
    public void A_frame_without_a_face_repeats_the_one_before() =>
        Assert.Equal(
            [0.05f, 0.05f, 0.10f, 0.10f],
            Aperture.Track([null, TemplateFace.With(5), TemplateFace.With(10), null]).Select(value => MathF.Round(value, 4)));

    [Fact]
    public void A_video_without_a_face_is_shut() => Assert.Equal([0f, 0f], Aperture.Track([null, null]));
}
