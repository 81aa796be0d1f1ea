using IntelliAvatar.LipSync.Audio;
using IntelliAvatar.LipSync.Mouth;

namespace IntelliAvatar.LipSync.Timeline;

/// <summary>Which pictures stand for a frame of the base.</summary>
/// <param name="Frame">A frame with a face.</param>
/// <param name="Next">The one that it dissolves into; the same if it does not.</param>
/// <param name="NextWeight">Share of <paramref name="Next"/>, 0…1.</param>
public readonly record struct ShownBase(int Frame, int Next, float NextWeight)
{
    /// <summary>Half of the longest dissolve, in frames.</summary>
    public const int HalfDissolve = 6;

    /// <summary>
    /// A frame with a face stands for itself. While there is none the last picture is held, and in the middle it dissolves into the one
    /// with which the face comes back; from one shot to another it cuts.
    /// </summary>
    public static ShownBase[] Of(PosedTrack track)
    {
        ArgumentNullException.ThrowIfNull(track);
        var shown = new ShownBase[track.FrameCount];
        PosedFace? before = null;
        foreach (var after in track.Faces)
        {
            var first = before is null ? 0 : before.Frame + 1;
            for (var i = first; i < after.Frame; i++)
            {
                shown[i] = Between(before ?? after, after, i);
            }

            shown[after.Frame] = Only(after.Frame);
            before = after;
        }

        Array.Fill(shown, Only(before!.Frame), before.Frame + 1, shown.Length - before.Frame - 1);
        return shown;
    }

    private static ShownBase Between(PosedFace before, PosedFace after, int frame)
    {
        var middle = (before.Frame + after.Frame) / 2f;
        if (before.Shot != after.Shot)
        {
            return Only(frame < middle ? before.Frame : after.Frame);
        }

        var half = MathF.Min((after.Frame - before.Frame) / 2f, HalfDissolve);
        var weight = Signal.SmoothStep((frame - middle + half) / (2 * half));
        return weight <= 0 ? Only(before.Frame) : weight >= 1 ? Only(after.Frame) : new ShownBase(before.Frame, after.Frame, weight);
    }

    private static ShownBase Only(int frame) => new(frame, frame, 0);
}
