using IntelliAvatar.LipSync.Articulation;

namespace MouthNetTrainer.Training;

/// <summary>A number for every weight and bias of a net.</summary>
internal sealed class Gradient(IReadOnlyList<TemporalConvolution> layers)
{
    public float[][] Weights { get; } = [.. layers.Select(layer => new float[layer.Weights.Length])];

    public float[][] Biases { get; } = [.. layers.Select(layer => new float[layer.Biases.Length])];

    public void Clear()
    {
        foreach (var values in Weights.Concat(Biases))
        {
            values.AsSpan().Clear();
        }
    }

    public void Add(Gradient other)
    {
        foreach (var (mine, theirs) in Weights.Concat(Biases).Zip(other.Weights.Concat(other.Biases)))
        {
            for (var i = 0; i < mine.Length; i++)
            {
                mine[i] += theirs[i];
            }
        }
    }
}
