using IntelliAvatar.LipSync.Articulation;

namespace MouthNetTrainer.Training;

/// <summary>Adam (Kingma and Ba 2015) with weight decay beside the gradient (Loshchilov and Hutter 2019).</summary>
internal sealed class Adam(IReadOnlyList<TemporalConvolution> layers)
{
    private const double First = 0.9, Second = 0.999, Epsilon = 1e-8, Decay = 0.01;

    private readonly Gradient _mean = new(layers);
    private readonly Gradient _square = new(layers);
    private int _steps;

    /// <param name="gradient">Of the loss over a batch.</param>
    /// <param name="rate">How far to step.</param>
    /// <param name="scale">What makes the gradient that of the mean loss.</param>
    public void Step(Gradient gradient, double rate, double scale)
    {
        _steps++;
        for (var i = 0; i < layers.Count; i++)
        {
            Step(layers[i].Weights, gradient.Weights[i], _mean.Weights[i], _square.Weights[i], rate, scale, Decay);
            Step(layers[i].Biases, gradient.Biases[i], _mean.Biases[i], _square.Biases[i], rate, scale, decay: 0);
        }
    }

    private void Step(float[] values, float[] slopes, float[] mean, float[] square, double rate, double scale, double decay)
    {
        var (meanShare, squareShare) = (1 - Math.Pow(First, _steps), 1 - Math.Pow(Second, _steps));
        for (var i = 0; i < values.Length; i++)
        {
            var slope = slopes[i] * scale;
            mean[i] = (float)((First * mean[i]) + ((1 - First) * slope));
            square[i] = (float)((Second * square[i]) + ((1 - Second) * slope * slope));
            values[i] -= (float)(rate * ((mean[i] / meanShare / (Math.Sqrt(square[i] / squareShare) + Epsilon)) + (decay * values[i])));
        }
    }
}
