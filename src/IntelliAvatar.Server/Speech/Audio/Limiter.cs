namespace IntelliAvatar.Server.Speech.Audio;

/// <summary>Keeps peaks under a ceiling without a click: a soft knee decides the gain, the smallest gain of the next 5 ms rules, smoothed over the same 5 ms.</summary>
/// <remarks>
/// Knee: Giannoulis, Massberg, Reiss, "Digital Dynamic Range Compressor Design", JAES 2012. The mean of a sliding minimum over the same
/// window never exceeds the gain that its sample needs, so no sample passes the ceiling. The output is delayed by <see cref="Delay"/> samples.
/// </remarks>
internal sealed class Limiter
{
    private const double CeilingDb = -1.5, KneeDb = 6;

    private readonly int _window;
    private readonly float[] _delayed;
    private readonly float[] _minima;
    private readonly LinkedList<(long Index, float Gain)> _falling = [];
    private double _sum;
    private long _at;

    public Limiter(int rate)
    {
        _window = Math.Max(1, rate / 200);
        _delayed = new float[_window];
        _minima = new float[_window];
        Array.Fill(_minima, 1);
        _sum = _window;
    }

    public int Delay => _window - 1;

    public float Next(float sample)
    {
        var slot = (int)(_at % _window);
        _delayed[slot] = sample;
        var least = LeastOfWindow(GainFor(Math.Abs(sample)));
        _sum += least - _minima[slot];
        _minima[slot] = least;
        _at++;
        return (float)(_delayed[(int)(_at % _window)] * Math.Min(1, _sum / _window));
    }

    private float LeastOfWindow(float gain)
    {
        while (_falling.Last is { } last && last.Value.Gain >= gain)
        {
            _falling.RemoveLast();
        }

        _falling.AddLast((_at, gain));
        if (_falling.First!.Value.Index <= _at - _window)
        {
            _falling.RemoveFirst();
        }

        return _falling.First.Value.Gain;
    }

    /// <summary>Below the knee nothing changes, above it the ceiling holds, between them a parabola joins the two.</summary>
    private static float GainFor(float peak)
    {
        if (peak < 0.5f)
        {
            return 1; // Far below the knee; most samples are, and logarithms are dear.
        }

        var level = 20 * Math.Log10(peak);
        var intoKnee = level - CeilingDb + (KneeDb / 2);
        var target = intoKnee <= 0 ? level
            : intoKnee < KneeDb ? level - (intoKnee * intoKnee / (2 * KneeDb))
            : CeilingDb;
        return (float)Math.Pow(10, (target - level) / 20);
    }
}
