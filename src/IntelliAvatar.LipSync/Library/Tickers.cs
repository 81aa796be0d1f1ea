using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Library;

/// <summary>
/// Finds the rows in which text runs before the lower face: in each of several pictures that follow each other after a third of a second
/// there is text that the ones beside it do not show at its place.
/// </summary>
/// <param name="baseVideo">The base, of which some pictures are read.</param>
/// <param name="mean">Its face.</param>
/// <param name="area">Where is looked.</param>
/// <param name="middle">The face that the area was made for.</param>
/// <param name="cancel">Looked at before every picture.</param>
internal sealed class Tickers(IFrameSource baseVideo, MeanFace mean, WorkArea area, PosedFace middle, CancellationToken cancel)
{
    private const int Every = 8, MostPictures = 100;

    // Pairs of pictures that follow each other, all of which show other text.
    private const int LeastPairs = 3;

    // In eye spans: the letters' outline.
    private const float Outline = 0.06f;

    private readonly YuvFrame _picture = new(baseVideo.Width, baseVideo.Height);

    /// <summary>The frames in which it runs, and the pixels of its rows.</summary>
    /// <param name="faces">Of a shot.</param>
    public IEnumerable<Captions.Stretch> In(PosedFace[] faces)
    {
        var every = Math.Max(Every, (faces.Length + MostPictures - 1) / MostPictures);
        int[] frames = [.. faces.Where((_, i) => i % every == 0).Select(face => face.Frame)];
        var last = -1;

        // One of every few pairs is enough to meet each run.
        for (var pair = LeastPairs - 1; pair + 1 < frames.Length; pair = Math.Max(pair, last) + LeastPairs)
        {
            if (Between(pair) is not { } rows)
            {
                continue;
            }

            var (before, first) = (last, pair);
            for (; first - 1 > before && Between(first - 1) is { } more; first--)
            {
                rows = Around(rows, more);
            }

            for (last = pair; last + 2 < frames.Length && Between(last + 1) is { } more; last++)
            {
                rows = Around(rows, more);
            }

            if (last - first + 1 >= LeastPairs)
            {
                var from = first == 0 ? faces[0].Frame : frames[first - 1] + 1;
                yield return new(from, last + 2 < frames.Length ? frames[last + 2] - 1 : faces[^1].Frame, Marked(rows));
            }
        }

        (int Left, int Top, int Right, int Bottom)? Between(int pair)
        {
            var (one, next) = (LumaOf(frames[pair]), LumaOf(frames[pair + 1]));
            return Text(one, next) is { IsThere: true } gone && Text(next, one) is { IsThere: true } come ? Around(gone.Bounds, come.Bounds) : null;
        }
    }

    private byte[] LumaOf(int frame)
    {
        cancel.ThrowIfCancellationRequested();
        baseVideo.Read(frame, _picture);
        return area.LumaOf(_picture);
    }

    private CaptionText Text(byte[] with, byte[] without) => new(with, without, area, mean.EyeSpan, i => area.IsAtMouth(i, middle, mean));

    private static (int Left, int Top, int Right, int Bottom) Around(
        (int Left, int Top, int Right, int Bottom) a, (int Left, int Top, int Right, int Bottom) b) =>
        (Math.Min(a.Left, b.Left), Math.Min(a.Top, b.Top), Math.Max(a.Right, b.Right), Math.Max(a.Bottom, b.Bottom));

    private byte[] Marked((int Left, int Top, int Right, int Bottom) rows)
    {
        var marked = new byte[area.Count];
        var outline = Math.Max(3, (int)(Outline * mean.EyeSpan));
        for (var y = Math.Max(0, rows.Top - outline); y <= Math.Min(area.Height - 1, rows.Bottom + outline); y++)
        {
            marked.AsSpan(y * area.Width, area.Width).Fill(1);
        }

        return marked;
    }
}
