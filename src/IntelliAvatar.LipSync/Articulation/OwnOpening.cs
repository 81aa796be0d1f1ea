namespace IntelliAvatar.LipSync.Articulation;

/// <summary>How one person opens the mouth otherwise than the net expects: one more linear answer of the net's last inner layer.</summary>
/// <param name="Weights">One for each channel of that layer.</param>
/// <param name="Bias">Added to their sum.</param>
public sealed record OwnOpening(float[] Weights, float Bias)
{
    // Sounds that the base never made can ask for anything.
    private const float MostChange = 0.25f;

    /// <summary>What to add to the net's opening, −0.25…0.25.</summary>
    /// <param name="inner">What the last inner layer says at this moment.</param>
    internal float Change(ReadOnlySpan<float> inner)
    {
        var sum = Bias;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += Weights[i] * inner[i];
        }

        return Math.Clamp(sum, -MostChange, MostChange);
    }
}
