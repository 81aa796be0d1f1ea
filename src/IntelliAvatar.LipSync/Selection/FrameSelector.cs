using IntelliAvatar.LipSync.Library;

namespace IntelliAvatar.LipSync.Selection;

/// <summary>Chooses for every output frame whose mouth to show: near the wanted opening, and moving as mouths do.</summary>
/// <remarks>
/// Viterbi, with the usual truncation: ways through the trellis merge within a few seconds, so a window is settled once the ten seconds
/// after it are known. Memory and delay do not grow with the length of the speech.
/// </remarks>
public sealed class FrameSelector(MouthLibrary library)
{
    public const int Window = 1500, Lookahead = 250;

    private readonly SelectionCosts _costs = new(library);
    private readonly int[] _frames = [.. library.Sources.Select(source => source.Face.Frame)];

    /// <param name="gaps">Wanted opening per output frame, canonical pixels.</param>
    /// <param name="baseFrames">The base frame shown at each time.</param>
    /// <param name="cancel">Looked at for every frame.</param>
    /// <returns>For every output frame a place in <see cref="MouthLibrary.Sources"/>.</returns>
    public int[] Select(ReadOnlySpan<float> gaps, ReadOnlySpan<int> baseFrames, CancellationToken cancel = default)
    {
        var total = gaps.Length;
        var states = new int[total];
        var trellis = new Trellis(_costs, _frames, Math.Min(total, Window + Lookahead));
        for (var start = 0; start < total; start += Window)
        {
            var end = Math.Min(total, start + Window + Lookahead);
            trellis.Begin(start == 0 ? null : states[start - 1]);
            for (var t = start; t < end; t++)
            {
                cancel.ThrowIfCancellationRequested();
                trellis.Advance(gaps[t], baseFrames[t], first: t == 0);
            }

            // The lookahead is settled again, and for good, by the next window.
            trellis.TraceBack(states.AsSpan(start, end - start));
            if (end == total)
            {
                break;
            }
        }

        return Array.ConvertAll(states, state => state / 2);
    }
}
