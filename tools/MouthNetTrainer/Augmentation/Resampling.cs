namespace MouthNetTrainer.Augmentation;

/// <summary>Reads a sound faster or slower: band-limited interpolation with a Hann-windowed sinc (J. O. Smith, "Digital Audio Resampling").</summary>
internal static class Resampling
{
    private const int Crossings = 12;
    private const int Steps = 256;

    private static readonly float[] s_kernel =
        [.. Enumerable.Range(0, (Crossings * Steps) + 2).Select(i => (float)(Sinc((double)i / Steps) * (0.5 + (0.5 * Math.Cos(Math.PI * Math.Min(1, (double)i / (Crossings * Steps)))))))];

    /// <param name="speed">Input samples an output sample: 22050/16000 to change the rate, 1.1 to speak a tenth faster and higher.</param>
    public static float[] Resample(ReadOnlySpan<float> samples, double speed)
    {
        var output = new float[(int)(samples.Length / speed)];
        // Going faster, what would lie above half the new rate is filtered away by a wider kernel.
        var bandwidth = Math.Min(1, 1 / speed);
        for (var i = 0; i < output.Length; i++)
        {
            var place = i * speed;
            var reach = Crossings / bandwidth;
            var from = Math.Max(0, (int)Math.Ceiling(place - reach));
            var to = Math.Min(samples.Length - 1, (int)(place + reach));
            double sum = 0;
            for (var k = from; k <= to; k++)
            {
                sum += samples[k] * s_kernel[(int)(Math.Abs(k - place) * bandwidth * Steps)];
            }

            output[i] = (float)(sum * bandwidth);
        }

        return output;
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);
}
