using IntelliAvatar.LipSync.Articulation;
using MouthNetTrainer.Training;

namespace MouthNetTrainer.Tests;

public sealed class TrainableNetTests
{
    private static readonly NetForm Tiny = new(8, [(3, 1), (3, 2)]);

    [Fact]
    public void The_gradient_is_the_slope_of_the_loss()
    {
        var recording = Babble.Of(1);
        var lesson = Lesson.Of(recording.Samples, recording.Phones);
        var net = new TrainableNet(Tiny, seed: 3);
        var gradient = new Gradient(net.Layers);
        net.Learn(lesson, gradient);

        for (var i = 0; i < net.Layers.Length; i++)
        {
            foreach (var (values, slopes) in new[] { (net.Layers[i].Weights, gradient.Weights[i]), (net.Layers[i].Biases, gradient.Biases[i]) })
            {
                var steepest = Enumerable.Range(0, values.Length).MaxBy(k => Math.Abs(slopes[k]));
                Assert.InRange(Slope(net, lesson, values, steepest) / slopes[steepest], 0.97, 1.03);
            }
        }
    }

    [Fact]
    public void The_file_answers_as_the_net_that_learned()
    {
        var recording = Babble.Of(2);
        var net = new TrainableNet(Tiny, seed: 4);
        var (open, closed) = new MouthNet(net.ToFile()).Run(new AudioFeatures(recording.Samples));
        var gradient = new Gradient(net.Layers);

        // With its own answers as the wanted ones, the opening has no slope left and the closing only that of an undecided judge.
        var own = new Lesson(MouthNet.Input(new AudioFeatures(recording.Samples)), open, closed, new int[open.Length]);
        net.Learn(own with { Closed = [.. closed.Select(_ => float.NaN)] }, gradient);

        Assert.Equal(0, gradient.Biases[^1][MouthNet.Open], 1e-4);
        Assert.Equal(0, gradient.Biases[^1][MouthNet.Closed]);
        Assert.NotEqual(0, gradient.Biases[^1][MouthNet.Outputs]);
    }

    private static double Slope(TrainableNet net, Lesson lesson, float[] values, int place)
    {
        const float Step = 1e-3f;
        var before = values[place];
        values[place] = before + Step;
        var above = net.Learn(lesson, new Gradient(net.Layers));
        values[place] = before - Step;
        var below = net.Learn(lesson, new Gradient(net.Layers));
        values[place] = before;
        return (above - below) / (2 * Step);
    }
}
