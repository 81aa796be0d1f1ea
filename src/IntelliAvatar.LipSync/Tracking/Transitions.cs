using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Tracking;

/// <summary>What a fade makes of a value: contrast · value + offset.</summary>
public readonly record struct Light(float Contrast, float Offset)
{
    /// <param name="value">Of luma; colours keep their grey.</param>
    /// <param name="plane">0 = Y, 1 = U, 2 = V.</param>
    public float Of(float value, int plane) => plane == 0 ? (Contrast * value) + Offset : 128 + (Contrast * (value - 128));
}

/// <summary>Finds the frames in which the picture fades from or to black or white, flashes, or turns into another by a dissolve or a wipe.</summary>
public static class Transitions
{
    // A fade takes contrast or light from the whole picture: more than this share, and more than the picture usually varies.
    // What does not become like the usual picture, were it lit as that is, is another one.
    private const float LeastFade = 0.06f, Deviations = 4, MostUnlike = 0.4f;

    // If most frames differ it is the light that changes, or the camera that moves.
    private const float MostShare = 0.45f;
    private const int LeastFrames = 12;

    // In luma steps: what has less contrast has nothing to lose; pictures that differ less are one.
    private const float LeastContrast = 6, LeastDifference = 14;

    // In frames: how near the pictures before and after are that a transition is between.
    private const int Nearest = 9, Farthest = 20, LeastPictures = 6;

    // Of the way from one picture to the other, and of the difference between them.
    private const float Begun = 0.08f, MostLeftOver = 0.3f, LeastArea = 0.6f, LeastMixed = 0.35f, LeastExplained = 0.85f;

    /// <summary>The light of each frame that is part of a transition; null where the picture is steady, or no thumbnails were taken.</summary>
    /// <param name="track">Landmarks per frame.</param>
    /// <param name="shots">The shot of every frame (<see cref="Shots"/>).</param>
    public static Light?[] In(IReadOnlyList<FaceLandmarks?> track, int[] shots)
    {
        ArgumentNullException.ThrowIfNull(track);
        var found = new Light?[track.Count];
        foreach (var shot in Enumerable.Range(0, track.Count).Where(i => track[i]?.Thumbnail is not null).GroupBy(i => shots[i]))
        {
            MarkFades([.. shot], track, found);
        }

        for (var i = 0; i < track.Count; i++)
        {
            if (track[i]?.Thumbnail is { } picture && IsChange(track, i) && UsualAround(track, i - Farthest) is { } before && UsualAround(track, i + Nearest) is { } after
                && IsBetween(picture.Values, before, after))
            {
                found[i] ??= new Light(1, 0);
            }
        }

        // A face that is lost to a transition began to be lost when that began.
        for (var i = 1; i < track.Count; i++)
        {
            if (track[i] is null != track[i - 1] is null)
            {
                Fill(track[i] is null ? i - 1 : i, track[i] is null ? -1 : 1);
            }
        }

        return found;

        void Fill(int end, int step)
        {
            for (var reach = Farthest; reach > 0; reach--)
            {
                var from = end + (step * reach);
                for (; from >= 0 && from < found.Length && found[from] is not null && from != end; from -= step)
                {
                    found[from - step] ??= found[from];
                }
            }
        }
    }

    private static void MarkFades(int[] frames, IReadOnlyList<FaceLandmarks?> track, Light?[] found)
    {
        if (frames.Length < LeastFrames)
        {
            return;
        }

        var usual = Usual([.. frames.Select(i => track[i]!.Thumbnail!)]);
        var mean = usual.Average();
        if (Math.Sqrt(usual.Average(value => (value - mean) * (value - mean))) < LeastContrast)
        {
            return;
        }

        var most = MostUnlike * usual.Average(value => MathF.Abs(value - mean));
        var lights = Array.ConvertAll(frames, i => LightOf(track[i]!.Thumbnail!.Values, usual, mean));
        var contrast = Outliers(Array.ConvertAll(lights, light => light.Contrast));
        var brightness = Outliers(Array.ConvertAll(lights, light => (light.Brightness - 16) / MathF.Max(1, mean - 16)));
        int[] fades = [.. Enumerable.Range(0, frames.Length).Where(k => (contrast[k] || brightness[k]) && lights[k].Unlike <= (most * lights[k].Contrast) + 2)];
        if (fades.Length <= MostShare * frames.Length)
        {
            Array.ForEach(fades, k => found[frames[k]] = new Light(lights[k].Contrast, lights[k].Brightness - (lights[k].Contrast * mean)));
        }
    }

    private static bool[] Outliers(float[] values)
    {
        var usual = Signal.Quantile(values, 0.5);
        var spread = Signal.Quantile(Array.ConvertAll(values, value => MathF.Abs(value - usual)), 0.5);
        return Array.ConvertAll(values, value => MathF.Abs(value - usual) > MathF.Max(LeastFade, Deviations * spread));
    }

    /// <summary>Contrast against the usual picture's, the brightness of what is usually as bright as the mean, and how far places are from that. What moved in the picture is left out.</summary>
    private static (float Contrast, float Brightness, float Unlike) LightOf(ReadOnlySpan<byte> picture, float[] usual, float mean)
    {
        var (contrast, brightness) = Fit(picture, usual, mean, float.MaxValue, 1, mean);
        var distances = new float[usual.Length];
        for (var round = 0; round < 2; round++)
        {
            for (var cell = 0; cell < usual.Length; cell++)
            {
                distances[cell] = MathF.Abs(picture[cell] - brightness - (contrast * (usual[cell] - mean)));
            }

            (contrast, brightness) = Fit(picture, usual, mean, 2 * Signal.Quantile(distances, 0.5) + 1, contrast, brightness);
        }

        return (contrast, brightness, Signal.Quantile(distances, 0.5));
    }

    private static (float Contrast, float Brightness) Fit(ReadOnlySpan<byte> picture, float[] usual, float mean, float most, float contrast, float brightness)
    {
        double n = 0, x = 0, y = 0, xx = 0, xy = 0;
        for (var cell = 0; cell < usual.Length; cell++)
        {
            var at = usual[cell] - mean;
            if (MathF.Abs(picture[cell] - brightness - (contrast * at)) <= most)
            {
                (n, x, y, xx, xy) = (n + 1, x + at, y + picture[cell], xx + (at * at), xy + (at * picture[cell]));
            }
        }

        var spread = (n * xx) - (x * x);
        if (spread < 1)
        {
            return (contrast, brightness);
        }

        var slope = ((n * xy) - (x * y)) / spread;
        return ((float)slope, (float)((y - (slope * x)) / n));
    }

    /// <summary>A dissolve is everywhere the same share of both pictures; in a wipe each place is of one or the other.</summary>
    private static bool IsBetween(ReadOnlySpan<byte> picture, float[] before, float[] after)
    {
        double squares = 0, product = 0;
        for (var cell = 0; cell < before.Length; cell++)
        {
            var way = after[cell] - before[cell];
            (squares, product) = (squares + (way * way), product + (way * (picture[cell] - before[cell])));
        }

        var difference = Math.Sqrt(squares / before.Length);
        if (difference < LeastDifference)
        {
            return false;
        }

        var share = product / squares;
        double left = 0;
        int changed = 0, old = 0, now = 0;
        for (var cell = 0; cell < before.Length; cell++)
        {
            var way = after[cell] - before[cell];
            var gone = picture[cell] - before[cell];
            left += (gone - (share * way)) * (gone - (share * way));
            if (MathF.Abs(way) > LeastDifference / 2)
            {
                changed++;
                old += MathF.Abs(gone) <= MostLeftOver * MathF.Abs(way) ? 1 : 0;
                now += MathF.Abs(gone - way) <= MostLeftOver * MathF.Abs(way) ? 1 : 0;
            }
        }

        var isDissolve = changed > LeastMixed * before.Length && share is > Begun and < 1 - Begun && Math.Sqrt(left / before.Length) < MostLeftOver * difference;
        var isWipe = changed > LeastArea * before.Length && old + now > LeastExplained * changed && Math.Min(old, now) > Begun * changed;
        return isDissolve || isWipe;
    }

    // Seldom, and much faster to see than the rest.
    private static bool IsChange(IReadOnlyList<FaceLandmarks?> track, int i)
    {
        if (i < Nearest || i + Nearest >= track.Count || track[i - Nearest]?.Thumbnail is not { } before || track[i + Nearest]?.Thumbnail is not { } after)
        {
            return false;
        }

        var sum = 0;
        for (var cell = 0; cell < before.Values.Length; cell++)
        {
            sum += Math.Abs(before.Values[cell] - after.Values[cell]);
        }

        return sum > LeastDifference / 3 * before.Values.Length;
    }

    private static float[]? UsualAround(IReadOnlyList<FaceLandmarks?> track, int from)
    {
        Thumbnail[] pictures = [.. Enumerable.Range(from, Farthest - Nearest + 1).Where(i => i >= 0 && i < track.Count).Select(i => track[i]?.Thumbnail).OfType<Thumbnail>()];
        return pictures.Length >= LeastPictures ? Usual(pictures) : null;
    }

    private static float[] Usual(Thumbnail[] pictures)
    {
        var usual = new float[pictures[0].Values.Length];
        var values = new byte[pictures.Length];
        for (var cell = 0; cell < usual.Length; cell++)
        {
            for (var k = 0; k < pictures.Length; k++)
            {
                values[k] = pictures[k].Values[cell];
            }

            Array.Sort(values);
            usual[cell] = values[values.Length / 2];
        }

        return usual;
    }
}
