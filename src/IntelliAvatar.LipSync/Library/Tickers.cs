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

    /// <summary>The frames in which it runs, and the pixels of its rows.</summary>
    /// <param name="faces">Of a shot.</param>
    public IEnumerable<Captions.Stretch> In(PosedFace[] faces)
    {
        var every = Math.Max(Every, (faces.Length + MostPictures - 1) / MostPictures);
        int[] frames = [.. faces.Where((_, i) => i % every == 0).Select(face => face.Frame)];
        var picture = new YuvFrame(baseVideo.Width, baseVideo.Height);
        var running = new List<(int Left, int Top, int Right, int Bottom)>();
        byte[]? before = null;
        for (var k = 0; k <= frames.Length; k++)
        {
            byte[]? now = null;
            if (k < frames.Length)
            {
                cancel.ThrowIfCancellationRequested();
                baseVideo.Read(frames[k], picture);
                now = area.LumaOf(picture);
            }

            if (now is not null && before is not null && Text(before, now) is { IsThere: true } gone
                && Text(now, before) is { IsThere: true } come)
            {
                running.Add(Around(gone.Bounds, come.Bounds));
            }
            else
            {
                if (running.Count >= LeastPairs)
                {
                    var first = k - 1 - running.Count;
                    var from = first == 0 ? faces[0].Frame : frames[first - 1] + 1;
                    yield return new(from, k < frames.Length ? frames[k] - 1 : faces[^1].Frame, Rows(running));
                }

                running.Clear();
            }

            before = now;
        }
    }

    private CaptionText Text(byte[] with, byte[] without) => new(with, without, area, mean.EyeSpan, i => area.IsAtMouth(i, middle, mean));

    private static (int Left, int Top, int Right, int Bottom) Around(
        (int Left, int Top, int Right, int Bottom) a, (int Left, int Top, int Right, int Bottom) b) =>
        (Math.Min(a.Left, b.Left), Math.Min(a.Top, b.Top), Math.Max(a.Right, b.Right), Math.Max(a.Bottom, b.Bottom));

    private byte[] Rows(List<(int Left, int Top, int Right, int Bottom)> running)
    {
        var rows = new byte[area.Count];
        var outline = Math.Max(3, (int)(Outline * mean.EyeSpan));
        var all = running.Aggregate(Around);
        for (var y = Math.Max(0, all.Top - outline); y <= Math.Min(area.Height - 1, all.Bottom + outline); y++)
        {
            rows.AsSpan(y * area.Width, area.Width).Fill(1);
        }

        return rows;
    }
}
