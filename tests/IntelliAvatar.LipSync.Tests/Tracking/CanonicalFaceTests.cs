using System.Numerics;
using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Tests.Tracking;

public sealed class CanonicalFaceTests
{
    [Fact]
    public void The_fit_recovers_a_known_affine_map()
    {
        var canonical = new CanonicalFace(TemplateFace.With(gap: 5));
        var known = new Matrix3x2(1.3f, 0.2f, -0.4f, 0.9f, 310, 120);

        var back = known * canonical.Fit(TemplateFace.With(gap: 5, known));

        Assert.Equal(Matrix3x2.Identity, Rounded(back));
        Assert.Equal(TemplateFace.EyeSpan, canonical.EyeSpan, 3);
    }

    [Fact]
    public void The_reference_comes_to_lie_upright_with_its_eyes_about_the_origin()
    {
        var reference = TemplateFace.With(gap: 5, TemplateFace.Placed(400, 200, scale: 2, radians: 0.3f));
        var toCanonical = new CanonicalFace(reference).Fit(reference);

        var left = Vector2.Transform(reference.Point(FacePoints.LeftEyeCorner), toCanonical);

        Assert.Equal(-TemplateFace.EyeSpan, left.X, 2);
        Assert.Equal(0, left.Y, 2);
    }

    [Fact]
    public void A_moving_mouth_does_not_move_the_fit()
    {
        var canonical = new CanonicalFace(TemplateFace.With(gap: 0));
        var place = TemplateFace.Placed(50, 60, 1.5f, 0.1f);

        Assert.Equal(canonical.Fit(TemplateFace.With(0, place)), canonical.Fit(TemplateFace.With(25, place)));
    }

    private static Matrix3x2 Rounded(Matrix3x2 m) =>
        new(Round(m.M11), Round(m.M12), Round(m.M21), Round(m.M22), Round(m.M31), Round(m.M32));

    // + 0 turns −0 into 0.
    private static float Round(float x) => MathF.Round(x, 3) + 0;
}
