using PresenterStudio.Geometry;

namespace PresenterStudio.Acting;

/// <summary>The whole take: speech turned into lips, and the small life around them. Everything comes back to where it began, so that the clip loops.</summary>
internal sealed class Performance
{
    private const double Hop = 0.01;
    private const float WidestGap = 2.25f; // centimetres
    private const double LipsLead = 0.03; // lips move a little before the sound

    private static readonly double[] Blinks = [1.05, 3.55, 6.35, 8.05];

    private readonly float[] _open;
    private readonly float[] _spread;
    private readonly float[] _speaking;
    private readonly double _length;

    /// <summary>Times are in seconds; <paramref name="speechStart"/> counts from the first frame to the first sound.</summary>
    public Performance(Utterance speech, double speechStart, double length)
    {
        _length = length;
        var hops = (int)Math.Ceiling(length / Hop) + 1;
        (_open, _spread, _speaking) = (new float[hops], new float[hops], new float[hops]);
        var sounds = speech.Sounds.Select(s => s with { Start = s.Start + speechStart - LipsLead, End = s.End + speechStart - LipsLead }).ToArray();
        foreach (var sound in sounds)
        {
            var shape = Articulation.Of(sound.Phone);
            for (var i = Math.Max(0, Hops(sound.Start)); i < Math.Min(hops, Hops(sound.End)); i++)
            {
                (_open[i], _spread[i], _speaking[i]) = (shape.Open, shape.Spread, sound.Phone == "pau" ? 0 : 1);
            }
        }

        _open = Smooth(_open, 3.4);
        _spread = Smooth(_spread, 6);
        _speaking = Smooth(_speaking, 18);
        foreach (var sound in sounds.Where(s => Articulation.Shuts(s.Phone)))
        {
            Shut(Hops((sound.Start + sound.End) / 2));
        }
    }

    public Pose At(double time)
    {
        var open = Read(_open, time);
        var spread = Read(_spread, time);
        var speaking = Read(_speaking, time);
        return new Pose
        {
            MouthGap = WidestGap * MathF.Max(0, open - 0.03f) / 0.97f,
            Spread = spread * (0.5f + 0.5f * Curve.Step(0, 0.2f, open)),
            Smile = Curve.Mix(0.80f, 0.45f, speaking) + 0.06f * Wander(time, 3, 0.4f),
            Blink = Blinks.Max(at => Lid(time - at)),
            Brows = 0.25f + 0.30f * Wander(time, 3, 1.1f) + 0.30f * speaking * Wander(time, 5, 2.0f),
            Gaze = new(0.012f * Glance(time, 1), 0.008f * Glance(time, 2)),
            Yaw = Degrees(1.9f * Wander(time, 1, 0.3f) + 1.1f * Wander(time, 3, 1.7f)),
            Pitch = Degrees(0.9f * Wander(time, 2, 0.9f) + 1.3f * (Read(_speaking, time - 0.1) - 0.5f) * Wander(time, 5, 0.2f)),
            Roll = Degrees(1.1f * Wander(time, 1, 2.2f) + 0.6f * Wander(time, 2, 0.5f)),
            Sway = new(0.28f * Wander(time, 1, 1.0f), 0.05f * Wander(time, 3, 0), 0),
            Breath = 0.5f + 0.5f * Wander(time, 3, 0.7f),
        };
    }

    private static int Hops(double seconds) => (int)Math.Round(seconds / Hop);

    private static float Degrees(float angle) => angle * MathF.PI / 180;

    /// <summary>A slow wave that fits the take a whole number of times.</summary>
    private float Wander(double time, int waves, float phase) => (float)Math.Sin(2 * Math.PI * waves * time / _length + phase);

    /// <summary>The eyes rest, then jump: a new small offset every 0.7 seconds.</summary>
    private static float Glance(double time, int lane)
    {
        var beat = Math.Floor(time / 0.7);
        float from = Noise.Along((float)beat * 3.7f, lane), to = Noise.Along((float)(beat + 1) * 3.7f, lane);
        return Curve.Mix(from, to, Curve.Step(0.94f, 1.0f, (float)(time / 0.7 - beat)));
    }

    /// <summary>A blink: down in 80 ms, shut for 40, up in 160.</summary>
    private static float Lid(double since) => since < 0.1
        ? Curve.Step(0, 0.08f, (float)since)
        : 1 - Curve.Step(0.12f, 0.28f, (float)since);

    private void Shut(int middle)
    {
        for (var k = -7; k <= 7; k++)
        {
            if (middle + k >= 0 && middle + k < _open.Length)
            {
                _open[middle + k] *= 1 - MathF.Exp(-k * k / (2 * 2.6f * 2.6f));
            }
        }
    }

    private static float Read(float[] track, double time)
    {
        var at = Math.Clamp(time / Hop, 0, track.Length - 1.001);
        var i = (int)at;
        return Curve.Mix(track[i], track[i + 1], (float)(at - i));
    }

    private static float[] Smooth(float[] track, double sigma)
    {
        var reach = (int)Math.Ceiling(3 * sigma);
        var smooth = new float[track.Length];
        for (var i = 0; i < track.Length; i++)
        {
            double sum = 0, weight = 0;
            for (var k = -reach; k <= reach; k++)
            {
                var w = Math.Exp(-k * k / (2 * sigma * sigma));
                sum += w * track[Math.Clamp(i + k, 0, track.Length - 1)];
                weight += w;
            }

            smooth[i] = (float)(sum / weight);
        }

        return smooth;
    }
}
