namespace IntelliAvatar.Server.Speech.Audio;

/// <summary>A second-order filter, direct form II transposed. One object filters one signal.</summary>
/// <remarks>Designs: R. Bristow-Johnson, "Cookbook formulae for audio EQ biquad filter coefficients"; K-weighting: ITU-R BS.1770-4, its analogue prototypes moved to any sample rate.</remarks>
internal sealed class Biquad(double b0, double b1, double b2, double a1, double a2)
{
    private double _z1, _z2;

    public static Biquad HighPass(double hertz, int rate)
    {
        var (cos, alpha) = Angle(hertz, rate, Math.Sqrt(0.5));
        var a0 = 1 + alpha;
        return new((1 + cos) / 2 / a0, -(1 + cos) / a0, (1 + cos) / 2 / a0, -2 * cos / a0, (1 - alpha) / a0);
    }

    public static Biquad HighShelf(double hertz, double decibels, int rate)
    {
        var (cos, alpha) = Angle(hertz, rate, Math.Sqrt(0.5));
        var a = Math.Pow(10, decibels / 40);
        var beta = 2 * Math.Sqrt(a) * alpha;
        var a0 = a + 1 - ((a - 1) * cos) + beta;
        return new(
            a * (a + 1 + ((a - 1) * cos) + beta) / a0,
            -2 * a * (a - 1 + ((a + 1) * cos)) / a0,
            a * (a + 1 + ((a - 1) * cos) - beta) / a0,
            2 * (a - 1 - ((a + 1) * cos)) / a0,
            (a + 1 - ((a - 1) * cos) - beta) / a0);
    }

    /// <summary>First stage of K-weighting: the head.</summary>
    public static Biquad LoudnessShelf(int rate)
    {
        const double hertz = 1681.974450955533, gain = 3.999843853973347, q = 0.7071752369554196;
        var k = Math.Tan(Math.PI * hertz / rate);
        var vh = Math.Pow(10, gain / 20);
        var vb = Math.Pow(vh, 0.4996667741545416);
        var a0 = 1 + (k / q) + (k * k);
        return new((vh + (vb * k / q) + (k * k)) / a0, 2 * ((k * k) - vh) / a0, (vh - (vb * k / q) + (k * k)) / a0, 2 * ((k * k) - 1) / a0, (1 - (k / q) + (k * k)) / a0);
    }

    /// <summary>Second stage of K-weighting: the low cut.</summary>
    public static Biquad LoudnessLowCut(int rate)
    {
        const double hertz = 38.13547087602444, q = 0.5003270373238773;
        var k = Math.Tan(Math.PI * hertz / rate);
        var a0 = 1 + (k / q) + (k * k);
        return new(1, -2, 1, 2 * ((k * k) - 1) / a0, (1 - (k / q) + (k * k)) / a0);
    }

    public float Next(float sample)
    {
        var result = (b0 * sample) + _z1;
        _z1 = (b1 * sample) - (a1 * result) + _z2;
        _z2 = (b2 * sample) - (a2 * result);
        return (float)result;
    }

    public void Apply(Span<float> samples)
    {
        foreach (ref var sample in samples)
        {
            sample = Next(sample);
        }
    }

    private static (double Cos, double Alpha) Angle(double hertz, int rate, double q)
    {
        var w = 2 * Math.PI * hertz / rate;
        return (Math.Cos(w), Math.Sin(w) / (2 * q));
    }
}
