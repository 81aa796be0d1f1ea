using IntelliAvatar.LipSync.Articulation;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Tests;

public sealed class AvatarFileTests
{
    private static readonly LipSyncEngine Engine = new(Weights.Models, threads: 2);

    [Theory]
    [InlineData(400, 320)]
    [InlineData(361, 303)]
    public void An_avatar_that_was_kept_draws_the_same_frames(int width, int height)
    {
        // Frames without a face, too: the first, the last and one between.
        var video = new TemplateVideo(width, height, [float.NaN, 0, 4, 9, float.NaN, 14, 20, 11, 3, float.NaN]);
        var avatar = new PreparedAvatar(width, height, video.Library, Aperture.Track(video.Landmarks));

        var kept = AvatarFile.Read(AvatarFile.Write(avatar))!;

        Assert.Equal(Rendered(avatar, video), Rendered(kept, video));
        Assert.Equal(AvatarFile.Write(avatar), AvatarFile.Write(kept));
        Assert.Equal(avatar.Apertures, kept.Apertures);
        Assert.Equal((avatar.FrameCount, avatar.FramesWithFace), (kept.FrameCount, kept.FramesWithFace));
    }

    [Fact]
    public void What_it_learned_of_its_person_is_kept_and_heard_again()
    {
        var video = TemplateVideo.Talking(400, 320, frames: 8);
        var plain = new PreparedAvatar(400, 320, video.Library, Aperture.Track(video.Landmarks));
        var avatar = plain with { Own = OwnSpeaker.Way };

        var kept = AvatarFile.Read(AvatarFile.Write(avatar))!;

        Assert.Equal(OwnSpeaker.Way.Weights, kept.Own!.Weights);
        Assert.Equal(OwnSpeaker.Way.Bias, kept.Own.Bias);
        Assert.Equal(Rendered(avatar, video), Rendered(kept, video));
        Assert.NotEqual(Rendered(plain, video), Rendered(kept, video));
        Assert.Null(AvatarFile.Read(AvatarFile.Write(plain))!.Own);
    }

    [Fact]
    public void Damaged_bytes_are_no_avatar()
    {
        var video = TemplateVideo.Talking(160, 128, frames: 2, scale: 0.3f);
        var file = AvatarFile.Write(new PreparedAvatar(160, 128, video.Library, Aperture.Track(video.Landmarks)));

        Assert.NotNull(AvatarFile.Read(file));
        Assert.Null(AvatarFile.Read([]));
        Assert.All(Enumerable.Range(0, 100), i => Assert.Null(AvatarFile.Read(file.AsSpan(0, i * file.Length / 100))));
        Assert.All(Enumerable.Range(0, 100), i =>
        {
            var damaged = file.ToArray();
            damaged[i * file.Length / 100] ^= 16;
            Assert.Null(AvatarFile.Read(damaged));
        });
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    [InlineData(3, 4)]
    [InlineData(4, 6)]
    [InlineData(100, 6)]
    public void It_knows_how_much_of_the_base_is_shown(int outputFrames, int shown)
    {
        // Frame 0 is left out, frame 4 is between those beside it.
        var video = new TemplateVideo(400, 320, [float.NaN, 0, 4, 9, float.NaN, 14]);
        var avatar = new PreparedAvatar(400, 320, video.Library, Aperture.Track(video.Landmarks));

        Assert.Equal(shown, avatar.FramesShown(outputFrames));
    }

    private static List<byte[]> Rendered(PreparedAvatar avatar, IFrameSource video)
    {
        var frames = new List<byte[]>();
        Engine.Render(avatar, video, new Speech(OwnSpeaker.Babble(1, seed: 1)),
            new FrameRate(25, 1), frame => frames.Add([.. frame.Data]), null, default);
        return frames;
    }
}
