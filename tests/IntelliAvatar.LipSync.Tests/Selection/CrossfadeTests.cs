using IntelliAvatar.LipSync.Selection;
using IntelliAvatar.LipSync.Tests.Support;

namespace IntelliAvatar.LipSync.Tests.Selection;

public sealed class CrossfadeTests
{
    private static readonly TemplateVideo Video = TemplateVideo.Talking(320, 300, frames: 60);

    [Fact]
    public void Runs_without_a_jump_are_not_blended() =>
        Assert.All(Crossfade.Over(Video.Library, [3, 4, 5, 5, 4, 3], new int[20]), blend => Assert.True(blend.IsSingle));

    [Fact]
    public void A_jump_fades_over_four_frames_and_both_runs_move_on()
    {
        var blends = Crossfade.Over(Video.Library, [10, 11, 12, 13, 40, 39, 38, 37], new int[20]);

        Assert.Equal([10, 11, 42, 41, 40, 39, 38, 37], blends.Select(blend => blend.New));
        Assert.Equal([10, 11, 12, 13, 14, 15, 38, 37], blends.Select(blend => blend.Old));
        Assert.Equal([0.043f, 0.316f, 0.684f, 0.957f], blends[2..6].Select(blend => MathF.Round(blend.NewWeight, 3)));
        Assert.True(blends[1].IsSingle && blends[6].IsSingle);
    }

    [Fact]
    public void Where_the_camera_cuts_the_mouth_cuts_too()
    {
        var cut = new TemplateVideo(320, 300, new float[20], cutAt: 10);
        var baseFrames = Enumerable.Range(6, 8).ToArray();

        Assert.All(Crossfade.Over(cut.Library, [6, 7, 8, 9, 15, 16, 17, 18], baseFrames), blend => Assert.True(blend.IsSingle));
        Assert.Contains(Crossfade.Over(cut.Library, [2, 3, 4, 5, 15, 16, 17, 18], new int[8]), blend => !blend.IsSingle);
    }

    [Fact]
    public void A_jump_at_either_end_stays_within_the_speech()
    {
        Assert.Equal(2, Crossfade.Over(Video.Library, [5, 30], new int[20]).Length);
        Assert.True(Crossfade.Over(Video.Library, [5], new int[20])[0].IsSingle);
    }

    [Fact]
    public void What_one_jump_has_blended_the_next_one_leaves()
    {
        var blends = Crossfade.Over(Video.Library, [10, 10, 10, 30, 31, 50, 50, 50], new int[20]);

        // The first fade covers times 1…4; the second, at 5, may only touch 5 and 6.
        Assert.Equal(30, blends[3].New);
        Assert.Equal(31, blends[4].New);
        Assert.Equal(50, blends[5].New);
        Assert.False(blends[6].IsSingle);
    }
}
