using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Articulation;

/// <summary>Phones as a curve of mouth opening.</summary>
public static class PhoneTrack
{
    private const double CoarticulationSigma = 3.5;
    private const double ClosureSigma = 2.5;
    private const double ClosureReach = 2.4;

    /// <summary>How far the mouth is open (0…1) at every hundredth of a second: a level per phone, run together as a tongue does, then shut in the middle of every p, b and m.</summary>
    /// <param name="phones">In order of time.</param>
    /// <param name="hops">Length of the curve, in hundredths of a second; the last phone lasts to its end.</param>
    public static float[] Opening(IReadOnlyList<Phone> phones, int hops)
    {
        ArgumentNullException.ThrowIfNull(phones);
        var levels = new float[hops];
        for (var i = 0; i < phones.Count; i++)
        {
            var shape = PhoneShapes.Of(phones[i].Symbol);
            var start = phones[i].Start * AudioFeatures.HopsPerSecond;
            var end = i + 1 < phones.Count ? phones[i + 1].Start * AudioFeatures.HopsPerSecond : hops;
            levels.AsSpan(Within(start, hops)..Math.Max(Within(start, hops), Within(Math.Ceiling(end), hops))).Fill(shape.Open);
        }

        var track = Signal.GaussianSmooth(levels, CoarticulationSigma);
        foreach (var middle in Closures(phones, (double)hops / AudioFeatures.HopsPerSecond))
        {
            Shut(track, (int)(middle * AudioFeatures.HopsPerSecond), ClosureSigma, depth: 1);
        }

        return track;
    }

    /// <summary>The middle of every p, b and m, in seconds.</summary>
    /// <param name="phones">In order of time.</param>
    /// <param name="duration">Seconds; the last phone lasts until then.</param>
    internal static IEnumerable<double> Closures(IReadOnlyList<Phone> phones, double duration)
    {
        for (var i = 0; i < phones.Count; i++)
        {
            if (PhoneShapes.Of(phones[i].Symbol).IsShut)
            {
                yield return (phones[i].Start + (i + 1 < phones.Count ? phones[i + 1].Start : duration)) / 2;
            }
        }
    }

    /// <summary>Brings the curve down around a hop, to the ground at a <paramref name="depth"/> of 1.</summary>
    internal static void Shut(float[] track, int middle, double sigma, float depth)
    {
        var reach = (int)Math.Round(sigma * ClosureReach);
        for (var i = Math.Max(0, middle - reach); i <= Math.Min(track.Length - 1, middle + reach); i++)
        {
            track[i] *= 1 - (depth * MathF.Exp((float)(-(i - middle) * (i - middle) / (2 * sigma * sigma))));
        }
    }

    private static int Within(double hop, int hops) => (int)Math.Clamp(hop, 0, hops);
}
