using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Library;

/// <summary>
/// Finds text and stickers that come before the lower face, go or are replaced during a shot: many points that stood still change at
/// once, and stand still again; and what is new there is text (<see cref="CaptionText"/>) or a sticker (<see cref="Patch"/>). A coarse
/// grid of points comes first: most bases have neither.
/// </summary>
/// <param name="baseVideo">The base, of which some pictures are read.</param>
/// <param name="mean">Its face.</param>
/// <param name="area">Where is looked.</param>
/// <param name="middle">The face that the area was made for.</param>
/// <param name="cancel">Looked at before every picture.</param>
internal sealed class Captions(IFrameSource baseVideo, MeanFace mean, WorkArea area, PosedFace middle, CancellationToken cancel)
{
    // Pictures and points that are looked at; and in pictures of the base how long a caption takes to come.
    private const int MostPictures = 150, MostPoints = 8000, LongestChange = 14;

    // Luma steps.
    private const int MostStill = 12, LeastJump = 40, ColourWeight = 2;

    // In squared eye spans; and in eye spans what moves around the mouth.
    private const float LeastArea = 0.01f, AroundMouth = 0.1f;

    private readonly YuvFrame _picture = new(baseVideo.Width, baseVideo.Height);
    private readonly Lazy<bool[]> _mouth = new(() => Mouth(area, middle, mean, around: 0));
    private readonly Lazy<bool[]> _aroundMouth = new(() => Mouth(area, middle, mean, AroundMouth));

    /// <summary>The frames from one change to the next, and what stands before the face there.</summary>
    internal readonly record struct Stretch(int First, int Last, byte[] IsThere);

    private readonly record struct Change(int Before, int After, byte[] Gone, byte[] New);

    /// <summary>In order, without gaps; nothing where there is no text that changes.</summary>
    /// <param name="faces">Of a shot.</param>
    public List<Stretch> In(PosedFace[] faces)
    {
        var changes = ChangesIn(faces);
        changes.Sort((a, b) => a.Before.CompareTo(b.Before));
        var stretches = new List<Stretch>();
        var (first, shown) = (faces[0].Frame, new byte[area.Count]);
        foreach (var change in changes)
        {
            shown = Both(shown, change.Gone);
            stretches.Add(new(first, change.Before, shown));
            if (change.After - change.Before > 1)
            {
                // What is just coming or going is there on both sides.
                stretches.Add(new(change.Before + 1, change.After - 1, Both(shown, change.New)));
            }

            (first, shown) = (change.After, change.New);
        }

        if (changes.Count > 0)
        {
            stretches.Add(new(first, faces[^1].Frame, shown));
        }

        return stretches;
    }

    private static byte[] Both(byte[] a, byte[] b) => [.. a.Zip(b, (one, other) => (byte)(one | other))];

    private List<Change> ChangesIn(PosedFace[] faces)
    {
        var every = Math.Max(2, (faces.Length + MostPictures - 1) / MostPictures);
        int[] frames = [.. faces.Where((_, i) => i % every == 0).Select(face => face.Frame)];
        var step = (int)MathF.Max(1, MathF.Ceiling(MathF.Sqrt((float)area.Count / MostPoints)));
        var jumps = Jumps(frames, step, LongestChange / every);
        var least = MathF.Max(6, LeastArea * mean.EyeSpan * mean.EyeSpan / (step * step));
        var changes = new List<Change>();
        Find(2, frames.Length - 1);
        return changes;

        // The clearest change first, then what is left on both sides of it; of a change that takes longer more must be seen.
        void Find(int begin, int end)
        {
            var (most, at, gone) = (0, 0, 0);
            for (var t = begin; t < end; t++)
            {
                for (var gap = 0; gap < jumps.GetLength(1) && t + gap < end; gap++)
                {
                    if (jumps[t, gap] > most + (gap > gone ? most / 8 : 0))
                    {
                        (most, at, gone) = (jumps[t, gap], t, gap);
                    }
                }
            }

            if (most < least)
            {
                return;
            }

            if (Between(frames[at - 1], frames[at + gone]) is { } change)
            {
                changes.Add(change);
                Find(begin, at - 1);
                Find(at + gone + 2, end);
                return;
            }

            // It is something else: so is whatever overlaps it.
            for (var t = begin; t <= at + gone; t++)
            {
                for (var gap = Math.Max(0, at - t); gap < jumps.GetLength(1); gap++)
                {
                    jumps[t, gap] = 0;
                }
            }

            Find(begin, end);
        }
    }

    /// <summary>How many points stand still before a sampled picture, are much changed so many later, and stand still again.</summary>
    private int[,] Jumps(int[] frames, int step, int longest)
    {
        var (points, chroma) = (new List<int>(), new List<int>());
        for (var i = 0; i < area.Count; i += i % area.Width + step < area.Width ? step : (area.Width * step) - (i % area.Width))
        {
            if (!IsAtMouth(i))
            {
                var (x, y) = (area.Left + (i % area.Width), area.Top + (i / area.Width));
                points.Add((y * baseVideo.Width) + x);
                chroma.Add((y / 2 * _picture.ChromaWidth) + (x / 2));
            }
        }

        var (looks, colours) = (new byte[points.Count * frames.Length], new byte[points.Count * frames.Length]);
        for (var t = 0; t < frames.Length; t++)
        {
            Read(frames[t]);
            ReadOnlySpan<byte> luma = _picture.Y, u = _picture.U, v = _picture.V;
            for (var p = 0; p < points.Count; p++)
            {
                looks[(p * frames.Length) + t] = luma[points[p]];
                colours[(p * frames.Length) + t] = Look.ColourOf(u[chroma[p]], v[chroma[p]]);
            }
        }

        var jumps = new int[frames.Length, longest + 1];
        for (var p = 0; p < points.Count; p++)
        {
            var look = looks.AsSpan(p * frames.Length, frames.Length);
            var colour = colours.AsSpan(p * frames.Length, frames.Length);
            if (RangeOf(look) < LeastJump && ColourWeight * RangeOf(colour) < LeastJump)
            {
                continue;
            }

            for (var t = 2; t < frames.Length - 1; t++)
            {
                if (ChangeOf(look, colour, t - 1, t - 2) > MostStill)
                {
                    continue;
                }

                for (var gap = 0; gap <= longest && t + gap + 1 < frames.Length; gap++)
                {
                    if (ChangeOf(look, colour, t + gap, t - 1) >= LeastJump && ChangeOf(look, colour, t + gap + 1, t + gap) <= MostStill)
                    {
                        jumps[t, gap]++;
                    }
                }
            }
        }

        return jumps;
    }

    private static int RangeOf(ReadOnlySpan<byte> values)
    {
        var (least, most) = (byte.MaxValue, byte.MinValue);
        foreach (var value in values)
        {
            (least, most) = (Math.Min(least, value), Math.Max(most, value));
        }

        return most - least;
    }

    private static int ChangeOf(ReadOnlySpan<byte> look, ReadOnlySpan<byte> colour, int t, int before) =>
        Math.Max(Math.Abs(look[t] - look[before]), ColourWeight * Math.Abs(colour[t] - colour[before]));

    private Change? Between(int before, int after)
    {
        var (a, b) = (Luma(before), Luma(after));
        var (gone, come) = (Text(a, b), Text(b, a));
        if (!gone.IsThere && !come.IsThere)
        {
            return PatchBetween(before, after);
        }

        // A change at once lies between two pictures that follow each other.
        for (var i = before; i < after; i++)
        {
            var (one, next) = (Luma(i), Luma(i + 1));
            var (goneAtOnce, comeAtOnce) = (Text(one, next), Text(next, one));
            if (2 * (goneAtOnce.Count + comeAtOnce.Count) >= gone.Count + come.Count)
            {
                return new(i, i + 1, MaskOf(goneAtOnce), MaskOf(comeAtOnce));
            }
        }

        return new(before, after, MaskOf(gone), MaskOf(come));
    }

    /// <summary>Where nothing else has moved meanwhile its outline is seen best: between two pictures that follow each other.</summary>
    private Change? PatchBetween(int before, int after)
    {
        if (Patches(LookOf(before), LookOf(after), isHard: false) is null)
        {
            return null;
        }

        var (one, best, most) = (LookOf(before), (Change?)null, 0);
        for (var i = before; i < after; i++)
        {
            var next = LookOf(i + 1);
            if (Patches(one, next, isHard: true) is { } found
                && found.Gone.Concat(found.New).Count(there => there != 0) is var size && size > most)
            {
                (best, most) = (new(i, i + 1, found.Gone, found.New), size);
            }

            one = next;
        }

        return best ?? (Patches(LookOf(before), LookOf(after), isHard: true) is { } faded
            ? new(before, after, faded.Gone, faded.New)
            : null);
    }

    private (byte[] Gone, byte[] New)? Patches(Look a, Look b, bool isHard)
    {
        var (gone, come) = Patch.In(a, b, area, mean.EyeSpan, isHard, _mouth.Value, _aroundMouth.Value);
        return gone.Contains((byte)1) || come.Contains((byte)1) ? (gone, come) : null;
    }

    private Look LookOf(int frame)
    {
        Read(frame);
        return Look.Of(_picture, area);
    }

    private byte[] MaskOf(CaptionText text)
    {
        var mask = new byte[area.Count];
        if (text.IsThere)
        {
            text.Mark(mask);
        }

        return mask;
    }

    private CaptionText Text(byte[] with, byte[] without) => new(with, without, area, mean.EyeSpan, IsAtMouth);

    private byte[] Luma(int frame)
    {
        Read(frame);
        return area.LumaOf(_picture);
    }

    private void Read(int frame)
    {
        cancel.ThrowIfCancellationRequested();
        baseVideo.Read(frame, _picture);
    }

    private bool IsAtMouth(int i) => _mouth.Value[i];

    private static bool[] Mouth(WorkArea area, PosedFace face, MeanFace mean, float around) =>
        [.. Enumerable.Range(0, area.Count).Select(i => area.IsAtMouth(i, face, mean, around))];
}
