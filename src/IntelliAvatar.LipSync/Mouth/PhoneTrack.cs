using IntelliAvatar.LipSync.Audio;

namespace IntelliAvatar.LipSync.Mouth;

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
        var closures = new List<int>();
        for (var i = 0; i < phones.Count; i++)
        {
            var shape = PhoneShapes.Of(phones[i].Symbol);
            var start = phones[i].Start * AudioFeatures.HopsPerSecond;
            var end = i + 1 < phones.Count ? phones[i + 1].Start * AudioFeatures.HopsPerSecond : hops;
            levels.AsSpan(Within(start, hops)..Math.Max(Within(start, hops), Within(Math.Ceiling(end), hops))).Fill(shape.Open);
            if (shape.IsShut)
            {
                closures.Add((int)((start + end) / 2));
            }
        }

        var track = Signal.GaussianSmooth(levels, CoarticulationSigma);
        closures.ForEach(middle => Shut(track, middle, ClosureSigma, depth: 1));
        return track;
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
