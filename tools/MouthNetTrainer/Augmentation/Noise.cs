namespace MouthNetTrainer.Augmentation;

/// <summary>Steady noise of any colour between a rumble and a hiss.</summary>
internal static class Noise
{
    /// <param name="decibels">How much quieter than the speech, on average.</param>
    /// <param name="colour">0 = white; near 1 = a rumble; near −1 = a hiss.</param>
    public static void Add(Span<float> samples, double decibels, double colour, Random random)
    {
        var noise = new float[samples.Length];
        double last = 0, energy = 1e-12, speech = 1e-12;
        for (var i = 0; i < noise.Length; i++)
        {
            last = (colour * last) + random.NextDouble() - 0.5;
            noise[i] = (float)last;
            energy += last * last;
            speech += samples[i] * samples[i];
        }

        var gain = (float)(Math.Sqrt(speech / energy) * Math.Pow(10, -decibels / 20));
        for (var i = 0; i < noise.Length; i++)
        {
            samples[i] += gain * noise[i];
        }
    }
}
