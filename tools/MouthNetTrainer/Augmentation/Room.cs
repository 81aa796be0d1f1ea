namespace MouthNetTrainer.Augmentation;

/// <summary>The echo of a room: parallel combs, then all-passes (Schroeder 1962).</summary>
internal static class Room
{
    private static readonly double[] s_combs = [0.0297, 0.0371, 0.0411, 0.0437];
    private static readonly double[] s_allPasses = [0.0050, 0.0017];

    /// <param name="size">1 = a living room; scales all distances.</param>
    /// <param name="decay">Seconds until the echo is 60 dB lower.</param>
    /// <param name="share">How loud the echo is beside the direct sound.</param>
    public static void Apply(Span<float> samples, double size, double decay, float share, int rate)
    {
        var echo = new float[samples.Length];
        foreach (var seconds in s_combs)
        {
            var delay = (int)(seconds * size * rate);
            var gain = (float)Math.Pow(10, -3.0 * delay / rate / decay);
            var comb = new float[samples.Length];
            for (var i = delay; i < comb.Length; i++)
            {
                comb[i] = samples[i - delay] + (gain * comb[i - delay]);
                echo[i] += comb[i];
            }
        }

        foreach (var seconds in s_allPasses)
        {
            echo = AllPass(echo, Math.Max(1, (int)(seconds * size * rate)));
        }

        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] += share * echo[i] / s_combs.Length;
        }
    }

    private static float[] AllPass(float[] input, int delay)
    {
        const float gain = 0.7f;
        var output = new float[input.Length];
        for (var i = 0; i < output.Length; i++)
        {
            output[i] = -gain * input[i];
            if (i >= delay)
            {
                output[i] += input[i - delay] + (gain * output[i - delay]);
            }
        }

        return output;
    }
}
