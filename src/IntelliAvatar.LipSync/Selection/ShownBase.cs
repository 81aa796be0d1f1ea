using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Selection;

/// <summary>What is shown of the base at a time.</summary>
/// <param name="Frame">A frame with a face.</param>
/// <param name="Next">The one that it dissolves into; the same if it does not.</param>
/// <param name="NextWeight">Share of <paramref name="Next"/>, 0…1.</param>
public readonly record struct ShownBase(int Frame, int Next, float NextWeight)
{
    /// <summary>The longest dissolve, in frames.</summary>
    public const int Dissolve = 11;

    // Across a cut nothing dissolves; the last picture stays for so long at most.
    private const int LongestHold = 4;

    // Half a second. Of less nothing can be played back and forth.
    private const int LeastPlain = 12;

    /// <summary>The picture that makes up most of what is seen.</summary>
    public int Seen => NextWeight > 0.5f ? Next : Frame;

    /// <summary>
    /// The base from its beginning, then back and forth. What it shows without a face, or with a mouth that is cut off, is left out. What fades is shown only at the
    /// beginning, or at the end if the speech ends with it; a hand before the mouth only in the first run. Where something is left out the picture dissolves.
    /// </summary>
    /// <param name="track">The faces of the base.</param>
    /// <param name="count">How many pictures are needed.</param>
    public static ShownBase[] Play(PosedTrack track, int count)
    {
        ArgumentNullException.ThrowIfNull(track);
        var steady = track.Faces.Where(face => !face.IsFading).Select(face => face.Frame).ToList();
        if (steady.Count == 0)
        {
            steady = [.. track.Faces.Select(face => face.Frame)];
        }

        var first = Joined(track, steady);
        int[] opening = [.. track.Faces.Select(face => face.Frame).TakeWhile(frame => frame < steady[0])];
        int[] closing = [.. track.Faces.Select(face => face.Frame).SkipWhile(frame => frame <= steady[^1])];

        var again = steady.FindAll(track.IsPlain);
        again = again.Count >= LeastPlain ? again : steady;
        var loop = Joined(track, again);
        if (again[^1] != steady[^1])
        {
            first.AddRange(Between(track, steady[^1], again[^1], Dissolve));
        }

        // From the last place on where something is shown that is not repeated both runs are the same.
        var alike = 0;
        while (alike < Math.Min(first.Count, loop.Count) && first[^(alike + 1)] == loop[^(alike + 1)])
        {
            alike++;
        }

        var (once, ahead) = (first.Count - alike, first.Count - loop.Count);
        var isWholeOnce = count > opening.Length + first.Count && count <= opening.Length + first.Count + closing.Length;
        return [.. Enumerable.Range(0, count).Select(At)];

        ShownBase At(int t)
        {
            if (t < opening.Length)
            {
                return Only(opening[t]);
            }

            t -= opening.Length;
            return isWholeOnce ? (t < first.Count ? first[t] : Only(closing[t - first.Count]))
                : t < once ? first[t]
                : loop[PingPong.FrameAt(t - ahead, loop.Count)];
        }
    }

    /// <summary>Frames one after the other; where some are missing between two it dissolves, for as long as they lasted but not long.</summary>
    private static List<ShownBase> Joined(PosedTrack track, List<int> frames)
    {
        var joined = new List<ShownBase>(frames.Count);
        for (var k = 0; k < frames.Count; k++)
        {
            if (k > 0)
            {
                joined.AddRange(Between(track, frames[k - 1], frames[k], frames[k] - frames[k - 1] - 1));
            }

            joined.Add(Only(frames[k]));
        }

        return joined;
    }

    private static IEnumerable<ShownBase> Between(PosedTrack track, int before, int after, int missing)
    {
        var isCut = track.FaceAt(before).Shot != track.FaceAt(after).Shot;
        var length = Math.Min(missing, isCut ? LongestHold : Dissolve);
        for (var k = 1; k <= length; k++)
        {
            var way = k / (length + 1f);
            yield return isCut ? Only(way < 0.5f ? before : after) : new ShownBase(before, after, Signal.SmoothStep(way));
        }
    }

    private static ShownBase Only(int frame) => new(frame, frame, 0);
}
