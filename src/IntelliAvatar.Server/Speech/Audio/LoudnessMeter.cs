namespace IntelliAvatar.Server.Speech.Audio;

/// <summary>Integrated loudness of a mono signal, fed block by block (ITU-R BS.1770-4: K-weighting, 400 ms blocks that overlap by 75 %, gates at −70 LUFS and −10 LU).</summary>
internal sealed class LoudnessMeter(int rate)
{
    private const int HopsPerBlock = 4;

    private readonly Biquad _shelf = Biquad.LoudnessShelf(rate);
    private readonly Biquad _lowCut = Biquad.LoudnessLowCut(rate);
    private readonly int _hop = rate / 10;
    private readonly List<double> _hops = [];
    private double _energy;
    private int _inHop;

    public void Add(ReadOnlySpan<float> samples)
    {
        foreach (var sample in samples)
        {
            double weighted = _lowCut.Next(_shelf.Next(sample));
            _energy += weighted * weighted;
            if (++_inHop == _hop)
            {
                _hops.Add(_energy / _hop);
                (_energy, _inHop) = (0, 0);
            }
        }
    }

    /// <summary>In LUFS; null when nothing was louder than −70 LUFS.</summary>
    public double? Integrated()
    {
        var blocks = Blocks();
        var audible = blocks.Where(power => Loudness(power) > -70).ToList();
        if (audible.Count == 0)
        {
            return null;
        }

        var gate = Loudness(audible.Average()) - 10;
        return Loudness(audible.Where(power => Loudness(power) > gate).Average());
    }

    /// <summary>The standard says nothing about less than 400 ms: what there is counts as one block.</summary>
    private List<double> Blocks()
    {
        if (_hops.Count >= HopsPerBlock)
        {
            return [.. Enumerable.Range(0, _hops.Count - HopsPerBlock + 1).Select(i => (_hops[i] + _hops[i + 1] + _hops[i + 2] + _hops[i + 3]) / HopsPerBlock)];
        }

        var samples = (_hops.Count * _hop) + _inHop;
        return samples == 0 ? [] : [((_hops.Sum() * _hop) + _energy) / samples];
    }

    private static double Loudness(double power) => -0.691 + (10 * Math.Log10(power));
}
