using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Tests.Tracking;

public sealed class OneFaceTests
{
    private static readonly DrawnFace s_driven = new(70, 80, 50), s_other = new(165, 82, 46);
    private static readonly YuvFrame s_both = Draw(s_driven, s_other), s_otherOnly = Draw(s_other), s_nobody = Draw();

    [Fact]
    public void While_the_driven_one_is_away_there_is_no_face() =>
        Assert.Equal(Row((20, 'd'), (30, '.'), (60, 'd')), Track((20, s_both), (30, s_otherOnly), (60, s_both)));

    [Fact]
    public void The_other_takes_over_if_the_driven_one_never_comes_back() =>
        Assert.Equal(Row((20, 'd'), (70, 'o')), Track((20, s_both), (70, s_otherOnly)));

    [Fact]
    public void The_other_takes_over_even_if_nobody_was_seen_for_a_while() =>
        Assert.Equal(Row((20, 'd'), (9, '.'), (30, 'o')), Track((20, s_both), (9, s_nobody), (30, s_otherOnly)));

    [Fact]
    public void Who_appears_in_the_last_picture_is_seen() => Assert.Equal(Row((10, '.'), (1, 'o')), Track((10, s_nobody), (1, s_otherOnly)));

    [Fact]
    public void Who_is_cut_to_is_driven_until_it_is_cut_back()
    {
        var alone = Draw(s_driven);
        Assert.Equal(Row((20, 'd'), (20, 'o'), (20, 'd')), Track((20, alone), (20, s_otherOnly), (20, alone)));
    }

    [Fact]
    public void The_driven_one_may_come_back_beside_where_it_was()
    {
        var moved = Draw(s_driven with { X = 55, Y = 92 }, s_other);
        Assert.Equal(Row((20, 'd'), (40, '.'), (40, 'd')), Track((20, s_both), (40, s_otherOnly), (40, moved)));
    }

    [Theory]
    [InlineData(20, 52, true)]
    [InlineData(78, 50, false)]
    [InlineData(10, 84, false)]
    public void Who_is_followed_may_move_but_neither_as_far_as_the_next_head_nor_become_another_size(int distance, float size, bool isFollowed)
    {
        var view = new FaceView(Weights.Models.Faces, new PictureList(Draw(s_driven), Draw(s_driven with { X = s_driven.X + distance, Size = size })));
        var face = Assert.IsType<FaceLandmarks>(view.Search(0, default));
        Assert.Equal(isFollowed, view.Follow(1, face, default) is not null);
    }

    private static YuvFrame Draw(params DrawnFace[] faces) => DrawnFace.Draw(240, 160, faces);

    private static string Row(params (int Count, char Who)[] parts) => string.Concat(parts.Select(part => new string(part.Who, part.Count)));

    private static string Track(params (int Count, YuvFrame Picture)[] parts)
    {
        var pictures = new PictureList([.. parts.SelectMany(part => Enumerable.Repeat(part.Picture, part.Count))]);
        return string.Concat(new FaceTracker(Weights.Models.Faces, 2).Track(pictures, null, default).Select(face => face is null ? '.' : face.X.Average() < 115 ? 'd' : 'o'));
    }
}
