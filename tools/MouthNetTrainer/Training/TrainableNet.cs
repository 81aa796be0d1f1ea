using IntelliAvatar.LipSync.Articulation;

namespace MouthNetTrainer.Training;

/// <summary>The net while it learns. It has one answer more for every shape of the mouth, which is how it learns to tell the phones apart; the finished net leaves them out.</summary>
internal sealed class TrainableNet
{
    private const float OpenWeight = 5, ClosedWeight = 1.5f, ShapeWeight = 0.3f;

    public TrainableNet(NetForm form, int seed)
    {
        var random = new Random(seed);
        var channels = AudioFeatures.Bands;
        Layers =
        [
            .. form.Layers.Select(layer => new TemporalConvolution(Then(form.Channels), form.Channels, layer.Taps, layer.Dilation)),
            new TemporalConvolution(channels, MouthNet.Outputs + Lesson.Shapes.Count, 1, 1),
        ];
        foreach (var layer in Layers)
        {
            // He et al. 2015; softer where a way around the layer exists.
            var spread = Math.Sqrt((layer.Inputs == layer.Outputs ? 1.0 : 3.0) / (layer.Inputs * layer.Taps));
            for (var i = 0; i < layer.Weights.Length; i++)
            {
                layer.Weights[i] = (float)(spread * ((2 * random.NextDouble()) - 1));
            }
        }

        int Then(int next)
        {
            var now = channels;
            channels = next;
            return now;
        }
    }

    public TemporalConvolution[] Layers { get; }

    /// <summary>The net without what only learning needs.</summary>
    public byte[] ToFile()
    {
        var full = Layers[^1];
        var last = new TemporalConvolution(full.Inputs, MouthNet.Outputs, 1, 1);
        for (var i = 0; i < full.Inputs; i++)
        {
            full.Weights.AsSpan(i * full.Outputs, MouthNet.Outputs).CopyTo(last.Weights.AsSpan(i * MouthNet.Outputs));
        }

        full.Biases.AsSpan(0, MouthNet.Outputs).CopyTo(last.Biases);
        return MouthNetFile.Format([.. Layers[..^1], last]);
    }

    /// <summary>Adds to <paramref name="gradient"/> how the loss over this lesson (a sum over its hops) changes with every weight; returns the loss.</summary>
    public double Learn(Lesson lesson, Gradient gradient)
    {
        var hops = lesson.Hops;
        var inputs = new float[Layers.Length][];
        var before = new float[Layers.Length][];
        var signal = lesson.Input;
        for (var i = 0; i < Layers.Length; i++)
        {
            inputs[i] = signal;
            before[i] = new float[hops * Layers[i].Outputs];
            Layers[i].Apply(signal, before[i]);
            signal = i == 0 ? Array.ConvertAll(before[i], MouthNet.Rectify) : i < Layers.Length - 1 ? Around(signal, before[i]) : before[i];
        }

        var slope = new float[signal.Length];
        var loss = Loss(lesson, signal, slope);
        for (var i = Layers.Length - 1; i >= 0; i--)
        {
            // Past the last layer there is nothing to rectify; the inner ones hand the slope on around them too.
            var inner = i < Layers.Length - 1;
            var through = inner ? Rectified(slope, before[i]) : slope;
            float[] back = i == 0 ? [] : inner ? slope : new float[hops * Layers[i].Inputs];
            ConvolutionGradient.Add(Layers[i], inputs[i], through, gradient.Weights[i], gradient.Biases[i], back);
            slope = back;
        }

        return loss;
    }

    private static double Loss(Lesson lesson, float[] answers, float[] slope)
    {
        var width = MouthNet.Outputs + Lesson.Shapes.Count;
        var loss = 0.0;
        for (var hop = 0; hop < lesson.Hops; hop++)
        {
            var answer = answers.AsSpan(hop * width, width);
            var back = slope.AsSpan(hop * width, width);
            var open = MouthNet.Sigmoid(answer[MouthNet.Open]);
            var error = open - lesson.Open[hop];
            loss += OpenWeight * error * error;
            back[MouthNet.Open] = 2 * OpenWeight * error * open * (1 - open);

            if (lesson.Closed[hop] is var target && !float.IsNaN(target))
            {
                var closed = MouthNet.Sigmoid(answer[MouthNet.Closed]);
                var weight = target > 0.5f ? ClosedWeight : 1;
                loss -= weight * Math.Log(Math.Max(1e-7, target > 0.5f ? closed : 1 - closed));
                back[MouthNet.Closed] = weight * (closed - target);
            }

            loss += CrossEntropy(answer[MouthNet.Outputs..], lesson.Shape[hop], back[MouthNet.Outputs..]);
        }

        return loss;
    }

    private static double CrossEntropy(ReadOnlySpan<float> answers, int right, Span<float> slope)
    {
        var most = float.NegativeInfinity;
        foreach (var answer in answers)
        {
            most = MathF.Max(most, answer);
        }

        var sum = 0f;
        for (var i = 0; i < answers.Length; i++)
        {
            sum += slope[i] = MathF.Exp(answers[i] - most);
        }

        var loss = ShapeWeight * (Math.Log(sum) - (answers[right] - most));
        for (var i = 0; i < answers.Length; i++)
        {
            slope[i] = ShapeWeight * ((slope[i] / sum) - (i == right ? 1 : 0));
        }

        return loss;
    }

    private static float[] Around(float[] input, float[] change)
    {
        var sum = new float[input.Length];
        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] = input[i] + MouthNet.Rectify(change[i]);
        }

        return sum;
    }

    private static float[] Rectified(float[] slope, float[] before)
    {
        var through = new float[slope.Length];
        for (var i = 0; i < through.Length; i++)
        {
            through[i] = before[i] > 0 ? slope[i] : slope[i] * MouthNet.Leak;
        }

        return through;
    }
}
