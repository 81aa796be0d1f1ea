namespace IntelliAvatar.Server.Media;

/// <summary>Listens to the channels of a recording and says whether they can be mixed, or one of them is to be taken alone.</summary>
/// <remarks>
/// The mean of two opposite channels is silence (a balanced cable in a stereo socket), and that of one speaking and one dead channel has half its loudness.
/// Channels that say different things, such as two people with a microphone each, are mixed whatever their levels.
/// </remarks>
internal sealed class SoundChannels(int channels, int rate)
{
    /// <summary>With more than these all are mixed: no phone, camera or studio sends so many.</summary>
    public const int Most = 8;

    // The mix has lost: less than this share of the loudest channel's energy is left.
    private const double Lost = 0.35, Opposite = -0.3, Considerable = 0.05;

    // −50 dBFS, and 17 dB below the mean of the loudest channel: less is noise in a pause.
    private const double Audible = 32768.0 * 32768 * 1e-5, InPause = 0.02, OfAnother = 0.5, SomeTime = 0.02;

    private readonly int _window = Math.Max(1, rate / 20);
    private readonly double[] _sums = new double[channels];
    private readonly double[,] _products = new double[channels, channels];
    private readonly double[] _windowSums = new double[channels], _windowSquares = new double[channels];
    private readonly List<float[]> _energies = [];
    private long _count;

    /// <summary>What becomes of the channels.</summary>
    internal enum Verdict
    {
        Mixed,

        /// <summary>Only this one says anything.</summary>
        Alone,

        /// <summary>Mixed with the others, it would be silenced by them.</summary>
        Opposed,
    }

    /// <param name="samples">Whole frames, a sample a channel.</param>
    public void Add(ReadOnlySpan<short> samples)
    {
        for (; samples.Length >= channels; samples = samples[channels..])
        {
            for (var i = 0; i < channels; i++)
            {
                double value = samples[i];
                _sums[i] += value;
                _windowSums[i] += value;
                _windowSquares[i] += value * value;
                for (var other = 0; other <= i; other++)
                {
                    _products[i, other] += value * samples[other];
                }
            }

            if (++_count % _window == 0)
            {
                EndWindow();
            }
        }
    }

    /// <returns>The verdict, and the channel that it is about.</returns>
    public (Verdict Verdict, int Channel) Judge()
    {
        if (channels < 2 || _count == 0)
        {
            return (Verdict.Mixed, 0);
        }

        var loudest = Enumerable.Range(0, channels).MaxBy(channel => Covariance(channel, channel));
        var second = Enumerable.Range(0, channels).Where(channel => channel != loudest).MaxBy(channel => Covariance(channel, channel));
        var (energy, next) = (Covariance(loudest, loudest), Covariance(second, second));
        if (MixEnergy() >= Lost * energy)
        {
            return (Verdict.Mixed, 0);
        }

        return next > Considerable * energy && Covariance(loudest, second) < Opposite * Math.Sqrt(energy * next) ? (Verdict.Opposed, loudest)
            : SpeaksAlone(loudest, energy) ? (Verdict.Alone, loudest)
            : (Verdict.Mixed, 0);
    }

    private bool SpeaksAlone(int channel, double energy)
    {
        int its = 0, another = 0;
        foreach (var window in _energies)
        {
            var others = window.Sum() - window[channel];
            its += window[channel] > Audible ? 1 : 0;
            another += others > Audible && others > InPause * energy && others > OfAnother * window[channel] ? 1 : 0;
        }

        return another <= SomeTime * its;
    }

    private double MixEnergy()
    {
        var sum = 0.0;
        for (var i = 0; i < channels; i++)
        {
            for (var other = 0; other < channels; other++)
            {
                sum += Covariance(i, other);
            }
        }

        return sum / (channels * channels);
    }

    private double Covariance(int one, int other) =>
        (_products[Math.Max(one, other), Math.Min(one, other)] / _count) - (_sums[one] / _count * (_sums[other] / _count));

    private void EndWindow()
    {
        var energies = new float[channels];
        for (var i = 0; i < channels; i++)
        {
            var mean = _windowSums[i] / _window;
            energies[i] = (float)Math.Max(0, (_windowSquares[i] / _window) - (mean * mean));
            (_windowSums[i], _windowSquares[i]) = (0, 0);
        }

        _energies.Add(energies);
    }
}
