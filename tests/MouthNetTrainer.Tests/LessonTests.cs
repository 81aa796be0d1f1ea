using IntelliAvatar.LipSync.Articulation;
using MouthNetTrainer.Training;

namespace MouthNetTrainer.Tests;

public sealed class LessonTests
{
    // "amab" with a pause around it; the m lasts from 0.505 to 0.6205 s.
    private static readonly Phone[] s_phones = [new(0, ""), new(0.3, "a"), new(0.505, "m"), new(0.6205, "a"), new(0.794, "b"), new(0.845, "")];

    private readonly Lesson _lesson = Lesson.Of(new float[16_000], s_phones);

    [Fact]
    public void Lips_are_surely_closed_in_the_middle_of_a_p_b_or_m()
    {
        Assert.All(_lesson.Closed[54..60], value => Assert.Equal(1, value));
        Assert.All(_lesson.Closed[79..85], value => Assert.Equal(1, value));
    }

    [Fact]
    public void Nothing_is_said_about_the_edges_of_a_long_one()
    {
        Assert.All(_lesson.Closed[51..54], value => Assert.Equal(float.NaN, value));
        Assert.All(_lesson.Closed[60..63], value => Assert.Equal(float.NaN, value));
    }

    [Fact]
    public void Everywhere_else_they_are_not()
    {
        Assert.All(_lesson.Closed[..51], value => Assert.Equal(0, value));
        Assert.All(_lesson.Closed[63..79], value => Assert.Equal(0, value));
        Assert.All(_lesson.Closed[85..], value => Assert.Equal(0, value));
    }

    [Fact]
    public void The_opening_is_that_of_the_phones() => Assert.Equal(PhoneTrack.Opening(s_phones, _lesson.Hops), _lesson.Open);

    [Fact]
    public void Every_phone_is_one_of_the_shapes()
    {
        Assert.Equal(new PhoneShape(1, IsShut: false), Lesson.Shapes[_lesson.Shape[40]]);
        Assert.Equal(new PhoneShape(0, IsShut: true), Lesson.Shapes[_lesson.Shape[55]]);
        Assert.Equal(new PhoneShape(0, IsShut: false), Lesson.Shapes[_lesson.Shape[10]]);
        Assert.Equal(Lesson.Shapes.Count, Lesson.Shapes.Distinct().Count());
    }

    [Fact]
    public void There_is_a_lesson_in_no_sound_at_all() => Assert.Equal(1, Lesson.Of([], []).Hops);
}
