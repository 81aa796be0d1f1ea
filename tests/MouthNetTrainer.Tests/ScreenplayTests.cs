using MouthNetTrainer.Examination;
using MouthNetTrainer.Speech;

namespace MouthNetTrainer.Tests;

public sealed class ScreenplayTests
{
    private readonly IReadOnlyList<Take> _takes = Screenplay.Read(Path.Combine(AppContext.BaseDirectory, "texts"));

    [Fact]
    public void Every_take_has_a_name_of_its_own() => Assert.Equal(_takes.Count, _takes.Select(take => take.Name).Distinct().Count());

    [Fact]
    public void Every_voice_of_flite_speaks_every_sentence()
    {
        var sentences = _takes.Select(take => (take.Language, take.Sentence)).Distinct().Count();

        Assert.Equal(4, _takes.Where(take => take.Engine == "flite").Select(take => take.Voice).Distinct().Count());
        Assert.Equal(4 * sentences, _takes.Count(take => take.Engine == "flite"));
    }

    [Fact]
    public void Held_out_sentences_are_held_out_of_all_voices() =>
        Assert.All(_takes.GroupBy(take => (take.Language, take.Sentence)), sentence => Assert.Single(sentence.Select(take => take.IsHeldOut).Distinct()));

    [Theory]
    [InlineData(new float[] { 1, 2, 3, 4 }, 1)]
    [InlineData(new float[] { 4, 3, 2, 1 }, 0)]
    [InlineData(new float[] { 1, 1, 1, 1 }, 0.5)]
    [InlineData(new float[] { 1, 3, 2, 4 }, 0.75)]
    public void The_area_under_the_curve_is_how_often_a_hit_beats_a_miss(float[] scores, double area) =>
        Assert.Equal(area, Ranking.AreaUnderCurve([.. scores.Select((score, i) => (score, i >= 2))]));
}
