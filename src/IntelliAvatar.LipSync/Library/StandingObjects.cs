using System.Numerics;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Library;

/// <summary>Finds what stands before the lower face all through a shot: the head moves behind it, its edges do not.</summary>
internal static class StandingObjects
{
    private const int MostPictures = 24, LeastPictures = 16;

    // Luma steps: what codecs leave of something that stands still, how much its edges would change if they moved with the head, and how far its colours are from skin.
    private const int MostChange = 16, LeastExpected = 40, LumaFromSkin = 30, ChromaFromSkin = 12;

    // In pixels: a head that moves less leaves its own edges where they are. And how far beyond its edges it is protected.
    private const float LeastMove = 2;
    private const int Margin = 2;

    // In eye spans and heights of the nose: where its edges are looked for. And so many pixels of them, in eye spans.
    private const float HalfWidth = 0.6f, Above = 1.12f, Below = 2.2f, LeastEdge = 0.3f;

    /// <summary>In the order of the base; nothing for most.</summary>
    /// <param name="baseVideo">The base, of which some pictures are read.</param>
    /// <param name="track">Its faces.</param>
    /// <param name="cancel">Looked at before every picture.</param>
    public static List<StandingObject> In(IFrameSource baseVideo, PosedTrack track, CancellationToken cancel)
    {
        var found = new List<StandingObject>();
        foreach (var shot in track.Faces.GroupBy(face => face.Shot))
        {
            PosedFace[] faces = [.. shot];
            PosedFace[] plain = [.. faces.Where(face => track.IsPlain(face.Frame))];
            PosedFace[] spread = [.. Spread(plain)];
            var middle = spread.ElementAtOrDefault(spread.Length / 2) ?? faces[faces.Length / 2];
            var picture = new YuvFrame(baseVideo.Width, baseVideo.Height);
            if (WorkArea.Of(picture, middle, track.Mean, middle.Shape.Chin) is not { } area)
            {
                continue;
            }

            var (first, last) = (faces[0].Frame, faces[^1].Frame);
            var things = new List<Captions.Stretch>();
            if (plain.Length >= LeastPictures)
            {
                things.AddRange(new Captions(baseVideo, track.Mean, area, middle, cancel).In(faces));
                things.AddRange(new Tickers(baseVideo, track.Mean, area, middle, cancel).In(faces));
                var move = MoveOf(spread);
                if (MathF.Max(move.X, move.Y) >= LeastMove && Find(baseVideo, spread, area, move, track.Mean, cancel) is { } always)
                {
                    things.Add(new(first, last, always));
                }
            }

            if (things.Count == 0 && track.IsStill)
            {
                cancel.ThrowIfCancellationRequested();
                baseVideo.Read(middle.Frame, picture);
                area = StillForeground.Widened(area, picture, middle, track.Mean);
                if (new StillForeground(picture, middle, track.Mean, area).Find() is { } still)
                {
                    things.Add(new(first, last, still));
                }
            }

            found.AddRange(Things(things, area));
        }

        return found;
    }

    /// <summary>What is there at the same time becomes one.</summary>
    private static IEnumerable<StandingObject> Things(List<Captions.Stretch> things, WorkArea area)
    {
        int[] begins = [.. things.SelectMany(thing => new[] { thing.First, thing.Last + 1 }).Distinct().Order()];
        for (var k = 1; k < begins.Length; k++)
        {
            var (from, to, isThere) = (begins[k - 1], begins[k] - 1, new byte[area.Count]);
            foreach (var thing in things.Where(thing => thing.First <= from && thing.Last >= to))
            {
                for (var i = 0; i < isThere.Length; i++)
                {
                    isThere[i] |= thing.IsThere[i];
                }
            }

            if (isThere.Contains((byte)1))
            {
                yield return new StandingObject(from, to, area.Left, area.Top, area.Width, Widened(isThere, area));
            }
        }
    }

    private static IEnumerable<PosedFace> Spread(PosedFace[] faces)
    {
        var count = Math.Min(MostPictures, faces.Length);
        return Enumerable.Range(0, count).Select(i => faces[(int)((long)i * faces.Length / count)]);
    }

    /// <summary>How far the head moves in the pictures that are looked at; a few in which it is elsewhere prove nothing of the others.</summary>
    private static Vector2 MoveOf(PosedFace[] faces)
    {
        var places = Array.ConvertAll(faces, face => Vector2.Transform(Vector2.Zero, face.ToPicture));
        return new(RangeOf(place => place.X), RangeOf(place => place.Y));

        float RangeOf(Func<Vector2, float> of) => places.Select(of).Order().ToArray() is { Length: > 0 } sorted ? sorted[^(1 + (sorted.Length / 6))] - sorted[sorted.Length / 6] : 0;
    }

    private static byte[]? Find(IFrameSource baseVideo, PosedFace[] faces, WorkArea area, Vector2 move, MeanFace mean, CancellationToken cancel)
    {
        var picture = new YuvFrame(baseVideo.Width, baseVideo.Height);
        var middle = faces[faces.Length / 2];
        var (least, most, sum) = (new byte[area.Count], new byte[area.Count], new int[area.Count]);
        Array.Fill(least, byte.MaxValue);
        foreach (var face in faces)
        {
            cancel.ThrowIfCancellationRequested();
            baseVideo.Read(face.Frame, picture);
            for (var (y, i) = (area.Top, 0); y < area.Bottom; y++)
            {
                foreach (var luma in picture.Y.Slice((y * picture.Width) + area.Left, area.Width))
                {
                    (least[i], most[i], sum[i]) = (Math.Min(least[i], luma), Math.Max(most[i], luma), sum[i] + luma);
                    i++;
                }
            }
        }

        baseVideo.Read(middle.Frame, picture);
        var skin = new Skin(picture, middle, mean);
        var isThere = new byte[area.Count];
        var edges = new Stack<int>();
        for (var i = 0; i < area.Count; i++)
        {
            var (x, y) = (i % area.Width, i / area.Width);
            if (x > 0 && y > 0 && x < area.Width - 1 && y < area.Height - 1 && IsStill(i) && (Slope(i, 1) * move.X) + (Slope(i, area.Width) * move.Y) >= LeastExpected * 2 * faces.Length
                && IsNearMouth(area.Centre(area.Left + x, area.Top + y)))
            {
                isThere[i] = 1;
                edges.Push(i);
            }
        }

        if (edges.Count < LeastEdge * mean.EyeSpan)
        {
            return null;
        }

        // From its edges it is as far as all stands still and is not skin.
        while (edges.TryPop(out var i))
        {
            var (x, y) = (i % area.Width, i / area.Width);
            Visit(x > 0, i - 1);
            Visit(x < area.Width - 1, i + 1);
            Visit(y > 0, i - area.Width);
            Visit(y < area.Height - 1, i + area.Width);
        }

        return isThere;

        bool IsStill(int i) => most[i] - least[i] <= MostChange;

        int Slope(int i, int step) => Math.Abs(sum[i + step] - sum[i - step]);

        bool IsNearMouth(Vector2 at)
        {
            var p = Vector2.Transform(at, middle.ToCanonical);
            return MathF.Abs(p.X) < HalfWidth * mean.EyeSpan && p.Y > Above * mean.Nose && p.Y < Below * mean.Nose;
        }

        void Visit(bool isInside, int i)
        {
            if (isInside && isThere[i] == 0 && IsStill(i) && !skin.Is(picture, area.Left + (i % area.Width), area.Top + (i / area.Width)))
            {
                isThere[i] = 1;
                edges.Push(i);
            }
        }
    }

    private static byte[] Widened(byte[] isThere, WorkArea area)
    {
        var wide = new byte[isThere.Length];
        for (var i = 0; i < isThere.Length; i++)
        {
            for (var k = 0; isThere[i] != 0 && k < (2 * Margin + 1) * (2 * Margin + 1); k++)
            {
                var (x, y) = ((i % area.Width) + (k % (2 * Margin + 1)) - Margin, (i / area.Width) + (k / (2 * Margin + 1)) - Margin);
                if (x >= 0 && y >= 0 && x < area.Width && y < area.Height)
                {
                    wide[(y * area.Width) + x] = 1;
                }
            }
        }

        return wide;
    }

    /// <summary>The colour of the cheeks.</summary>
    private readonly struct Skin
    {
        private readonly float _y, _u, _v;

        public Skin(YuvFrame picture, PosedFace face, MeanFace mean)
        {
            var cheeks = new List<Vector2>();
            for (var k = 0; k < 18; k++)
            {
                var side = k < 9 ? -1 : 1;
                cheeks.Add(Vector2.Transform(new Vector2(side * (0.3f + (0.05f * (k % 3))) * mean.EyeSpan, (0.6f + (0.15f * (k % 9 / 3))) * mean.Nose), face.ToPicture));
            }

            (_y, _u, _v) = (Median(picture, 0, cheeks), Median(picture, 1, cheeks), Median(picture, 2, cheeks));
        }

        public bool Is(YuvFrame picture, int x, int y)
        {
            var chroma = (y / 2 * picture.ChromaWidth) + (x / 2);
            return MathF.Abs(picture.Y[(y * picture.Width) + x] - _y) <= LumaFromSkin
                && MathF.Abs(picture.U[chroma] - _u) <= ChromaFromSkin && MathF.Abs(picture.V[chroma] - _v) <= ChromaFromSkin;
        }

        private static float Median(YuvFrame picture, int plane, List<Vector2> places)
        {
            var values = new List<float>();
            foreach (var place in places)
            {
                values.Add(picture.Sampler(plane).Bilinear(place));
            }

            values.Sort();
            return values[values.Count / 2];
        }
    }
}
