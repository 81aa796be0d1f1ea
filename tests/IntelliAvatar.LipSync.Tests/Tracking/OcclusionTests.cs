using IntelliAvatar.LipSync.Selection;
using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Tests.Tracking;

public sealed class OcclusionTests
{
    private static readonly DrawnFace Head = new(120, 100, 78);
    private static readonly FaceLandmarks Points = new FaceTracker(Weights.Models.Faces, 1).Track(new PictureList(DrawnFace.Draw(240, 220, Head)), null, default)[0]!;

    [Fact]
    public void A_hand_before_the_mouth_is_seen_and_a_talking_mouth_is_none()
    {
        var covered = Occlusion.In([.. Enumerable.Range(0, 30).Select(i => Seen(i, i is >= 10 and < 18))], new int[30]);

        Assert.Equal(Enumerable.Range(0, 30).Select(i => i is >= 10 and < 18), covered);
    }

    [Fact]
    public void A_few_frames_are_not_judged() =>
        Assert.DoesNotContain(true, Occlusion.In([.. Enumerable.Range(0, 6).Select(i => Seen(i, i == 3))], new int[6]));

    [Fact]
    public void What_is_covered_lends_no_mouth()
    {
        FaceLandmarks[] faces = [.. Enumerable.Range(0, 30).Select(i => Seen(i, i is >= 10 and < 18))];

        var track = PosedTrack.From(faces)!;

        Assert.Equal([.. Enumerable.Range(0, 8), .. Enumerable.Range(20, 10)], track.Lenders.Select(face => face.Frame));
        Assert.Equal(30, track.Faces.Count);
    }

    [Fact]
    public void A_mouth_fades_out_before_it_is_covered_and_in_again_afterwards()
    {
        var track = PosedTrack.From([.. Enumerable.Range(0, 30).Select(i => Seen(i, i is >= 10 and < 18))])!;

        var strengths = Cover.Strengths(track, [.. Enumerable.Range(0, 30)]);

        Assert.All(strengths[8..20], strength => Assert.Equal(0, strength));
        Assert.All(strengths[..5], strength => Assert.Equal(1, strength));
        Assert.Equal(strengths[..8].OrderDescending(), strengths[..8]);
        Assert.Equal(strengths[20..].Order(), strengths[20..]);
        Assert.InRange(strengths[6], 0.1f, 0.9f);
    }

    private static FaceLandmarks Seen(int i, bool isCovered)
    {
        var picture = DrawnFace.Draw(240, 220, Head with { Mouth = 0.5f - (0.5f * MathF.Cos(i)) });
        if (isCovered)
        {
            for (var y = 112; y < 200; y++)
            {
                picture.Y.Slice((y * 240) + 60, 120).Fill(90);
                picture.U.Slice((y / 2 * 120) + 30, 60).Fill(150);
                picture.V.Slice((y / 2 * 120) + 30, 60).Fill(128);
            }
        }

        var face = new FaceLandmarks { Score = 1 };
        Points.X.CopyTo(face.X, 0);
        Points.Y.CopyTo(face.Y, 0);
        face.LowerFace = LowerFace.Of(picture, face);
        return face;
    }
}
