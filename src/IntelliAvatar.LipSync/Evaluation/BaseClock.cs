using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Selection;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Evaluation;

/// <summary>Which base frame a finished video shows at a time: engines play the base back and forth, or from the start again.</summary>
public sealed class BaseClock
{
    private readonly ShownBase[] _played;
    private readonly int _count;
    private readonly bool _loops;

    private BaseClock(ShownBase[] played, int count, bool loops) => (_played, _count, _loops) = (played, count, loops);

    public int FrameAt(int t) => _loops ? t % _count : _played[t].Seen;

    /// <summary>Compares the upper third of the pictures, which no lip-sync touches, at the given times. In doubt: back and forth.</summary>
    public static BaseClock Of(IFrameSource output, IFrameSource baseVideo, PosedTrack track, IEnumerable<int> times, CancellationToken cancel)
    {
        var played = ShownBase.Play(track, output.Count);
        var shown = new YuvFrame(output.Width, output.Height);
        var candidate = new YuvFrame(baseVideo.Width, baseVideo.Height);
        long toAndFro = 0, looped = 0;
        foreach (var t in times)
        {
            cancel.ThrowIfCancellationRequested();
            var (a, b) = (played[t].Seen, t % baseVideo.Count);
            if (a != b)
            {
                output.Read(t, shown);
                toAndFro += DifferenceTo(a);
                looped += DifferenceTo(b);
            }
        }

        return new BaseClock(played, baseVideo.Count, looped < toAndFro);

        long DifferenceTo(int frame)
        {
            baseVideo.Read(frame, candidate);
            var x = shown.Y[..(shown.Width * (shown.Height / 3))];
            var y = candidate.Y;
            long sum = 0;
            for (var i = 0; i < x.Length; i += 2)
            {
                sum += (x[i] - y[i]) * (x[i] - y[i]);
            }

            return sum;
        }
    }
}
