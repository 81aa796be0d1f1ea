using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Tests.Tracking;

public sealed class FaceMeshTests
{
    private static readonly YuvFrame s_picture = DrawnFace.Draw(320, 240, new DrawnFace(150, 110, 60, Angle: 0.15f, Mouth: 0.3f));
    private static readonly FaceLandmarks s_face = new FaceTracker(Weights.Models.Faces, 1).Track(new PictureList(s_picture), null, default)[0]!;

    /// <summary>What another interpreter, written apart from this one, makes of the same picture.</summary>
    [Theory]
    [InlineData(33, 126.131f, 96.965f, 4.257f)]
    [InlineData(133, 141.616f, 101.042f, 1.264f)]
    [InlineData(362, 160.236f, 103.963f, 1.131f)]
    [InlineData(263, 176.288f, 104.679f, 3.918f)]
    [InlineData(1, 147.120f, 125.051f, -18.349f)]
    [InlineData(4, 147.660f, 121.482f, -19.764f)]
    [InlineData(2, 146.688f, 128.285f, -9.059f)]
    [InlineData(168, 151.125f, 99.718f, -8.261f)]
    [InlineData(10, 155.274f, 73.264f, -7.766f)]
    [InlineData(152, 141.182f, 164.541f, 8.136f)]
    [InlineData(234, 107.932f, 104.537f, 36.207f)]
    [InlineData(454, 191.696f, 117.428f, 35.959f)]
    [InlineData(61, 129.728f, 139.965f, 2.412f)]
    [InlineData(291, 159.410f, 144.706f, 2.214f)]
    [InlineData(0, 145.806f, 136.347f, -8.980f)]
    [InlineData(17, 143.967f, 147.665f, -3.419f)]
    [InlineData(13, 145.254f, 139.530f, -5.223f)]
    [InlineData(14, 144.660f, 143.000f, -4.129f)]
    [InlineData(78, 131.161f, 140.058f, 1.269f)]
    [InlineData(308, 158.009f, 144.323f, 1.134f)]
    [InlineData(87, 141.114f, 142.378f, -3.753f)]
    [InlineData(312, 148.787f, 140.171f, -4.869f)]
    public void The_points_of_a_drawn_face_lie_where_they_belong(int point, float x, float y, float z)
    {
        Assert.Equal(x, s_face.X[point], 0.05);
        Assert.Equal(y, s_face.Y[point], 0.05);
        Assert.Equal(z, s_face.Z[point], 0.05);
    }

    [Fact]
    public void The_lips_are_the_refined_ones()
    {
        int[] refined = [61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 185, 40, 39, 37, 0, 267, 269, 270, 409, 78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 191, 80, 81, 82, 13, 312, 311, 310, 415];
        Assert.Equal(refined, Weights.Models.Faces.FaceMesh.LipIndices[..40]);
    }

    [Fact]
    public void Where_there_is_no_face_the_mesh_says_so() =>
        Assert.Null(new FaceMesh(Weights.Models.Faces.FaceMesh).Find(s_picture, new RegionOfInterest(20, 30, 60, 0)));

    [Fact]
    public void The_region_around_a_face_turns_with_it()
    {
        var region = RegionOfInterest.Around(s_face);
        Assert.InRange(region.Angle, 0.1f, 0.2f);
        Assert.InRange(region.Side, 110, 170);
        var (x, y) = region.ToPicture(96, 96, 192);
        Assert.Equal((region.X, region.Y), (x, y));
    }
}
