using IntelliAvatar.LipSync.Articulation;
using MouthNetTrainer.Examination;
using MouthNetTrainer.Training;

namespace MouthNetTrainer.Tests;

public sealed class CourseTests
{
    private static readonly NetForm Tiny = new(16, [(5, 1), (3, 2)]);

    [Fact]
    public void The_same_seed_gives_the_same_bytes_on_any_number_of_threads()
    {
        var (one, two, other) = (Taught(seed: 7, threads: 1), Taught(seed: 7, threads: 2), Taught(seed: 8, threads: 2));

        Assert.Equal(one, two);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public void What_can_be_learned_is_learned()
    {
        var losses = new List<double>();
        var net = new Course(Epochs: 12, Batch: 4, Rate: 1e-2, Seed: 1).Teach(Tiny, [.. Enumerable.Range(0, 16).Select(Babble.Of)], threads: 2, (_, loss) => losses.Add(loss), default);

        var exam = Exam.Of(new MouthNet(net.ToFile()), [Babble.Of(100), Babble.Of(101)]);

        Assert.True(losses[^1] < losses[0] / 2, $"from {losses[0]} to {losses[^1]}");
        Assert.True(exam.Correlation > 0.8, $"{exam}");
        Assert.Equal((10, 10), (exam.Bilabials, exam.BilabialsFound));
        Assert.True(exam.ClosureArea > 0.95, $"{exam}");
    }

    [Fact]
    public void Learning_stops_when_asked()
    {
        using var cancel = new CancellationTokenSource();

        Assert.ThrowsAny<OperationCanceledException>(() =>
            new Course(Epochs: 1000, Batch: 1, Rate: 1e-3, Seed: 1).Teach(Tiny, [Babble.Of(1)], threads: 1, (_, _) => cancel.Cancel(), cancel.Token));
    }

    private static byte[] Taught(int seed, int threads) =>
        new Course(Epochs: 2, Batch: 3, Rate: 1e-3, seed).Teach(Tiny, [.. Enumerable.Range(0, 7).Select(Babble.Of)], threads, (_, _) => { }, default).ToFile();
}
