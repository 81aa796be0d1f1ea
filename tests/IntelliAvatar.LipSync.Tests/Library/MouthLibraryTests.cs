using IntelliAvatar.LipSync.Library;
using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Tests.Library;

public sealed class MouthLibraryTests
{
    [Fact]
    public void Memory_depends_on_the_face_not_on_the_picture()
    {
        var small = TemplateVideo.Talking(400, 300, frames: 5).Library;
        var large = TemplateVideo.Talking(1920, 1080, frames: 5).Library;

        Assert.InRange(large.Sources.Sum(source => source.Region.Bytes), 1, small.Sources.Sum(source => source.Region.Bytes) * 1.02);
        Assert.All(large.Sources, source => Assert.InRange(source.Region.Bytes, 1, 1.5 * 1.6 * 1.3 * TemplateFace.EyeSpan * TemplateFace.EyeSpan));
    }

    [Fact]
    public void The_cut_out_mouth_has_the_pictures_own_pixels()
    {
        var video = TemplateVideo.Talking(361, 303, frames: 3);
        var picture = video.Picture(1);
        var face = video.Library.Track.FaceAt(1);
        var mouth = System.Numerics.Vector2.Transform(new(face.Shape.MidX, face.Shape.MidY), face.ToPicture);

        for (var plane = 0; plane < 3; plane++)
        {
            Assert.Equal(
                LipSync.Core.YuvPlanes.Sampler(picture, plane).CatmullRom(mouth),
                video.Library.Sources[1].Region.Plane(plane).CatmullRom(mouth), 3);
        }
    }

    [Fact]
    public void A_long_base_is_thinned_to_whole_runs_and_keeps_the_one_laugh()
    {
        var gaps = Enumerable.Range(0, 2000).Select(i => i is >= 1403 and < 1415 ? 30f : i % 7 * 0.5f).ToArray();

        var library = new TemplateVideo(320, 300, gaps).Library;

        Assert.InRange(library.Sources.Count, 200, MouthLibrary.MostSources);
        Assert.Contains(library.Sources, source => source.Face.Shape.Gap > 25);
        Assert.All(
            library.Sources.Chunk(SourceThinning.RunLength),
            run => Assert.Equal(run.Length - 1, run[^1].Face.Frame - run[0].Face.Frame));
    }

    [Fact]
    public void Large_faces_lend_fewer_mouths_so_that_they_fit_in_memory()
    {
        var video = TemplateVideo.Talking(320, 300, frames: 100);
        var room = 60L * video.Library.Sources.Max(source => source.Region.Bytes);

        var library = MouthLibrary.Cut(video, PosedTrack.From(video.Landmarks)!, room);

        Assert.Equal((100, 50), (video.Library.Sources.Count, library.Sources.Count));
        Assert.InRange(library.Sources.Sum(source => source.Region.Bytes), 1, room);
    }

    [Fact]
    public void The_source_near_a_frame_is_the_nearest_in_time()
    {
        float[] gaps = [1, 1, float.NaN, float.NaN, float.NaN, 1, 1];
        var library = new TemplateVideo(320, 300, gaps).Library;

        Assert.Equal([0, 1, 1, 1, 2, 2, 3], Enumerable.Range(0, 7).Select(library.SourceNear));
        Assert.Equal(0, library.SourceNear(-2));
        Assert.Equal(3, library.SourceNear(99));
    }

    [Theory]
    [InlineData(161, 121)]
    [InlineData(33, 17)]
    [InlineData(3, 3)]
    [InlineData(1, 1)]
    public void Odd_and_tiny_pictures_have_mouths_too(int width, int height)
    {
        var library = new TemplateVideo(width, height, [0, 5], scale: 0.4f).Library;

        Assert.Equal(2, library.Sources.Count);
    }
}
