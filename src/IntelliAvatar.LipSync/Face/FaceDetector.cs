using IntelliAvatar.LipSync.Face.Tflite;

namespace IntelliAvatar.LipSync.Face;

/// <summary>Finds the one face to drive: the largest sure one. Not for two threads at once.</summary>
internal sealed class FaceDetector(FaceDetectorModel model)
{
    private const float LeastScore = 0.5f;
    private const float SureScore = 0.75f;
    private const float ClearlyBetter = 0.1f;
    private const float WindowStride = 0.4f;
    private const float DeepestZoom = 16;

    private static readonly (float X, float Y)[] s_anchors = [.. Grid(16, 2), .. Grid(8, 6)];

    private readonly Interpreter _network = new(model.Graph);

    /// <summary>Looks at the whole picture, then at ever smaller square windows, until a size shows a sure face; null if none does.</summary>
    public FaceDetection? Find(YuvFrame picture, CancellationToken cancel)
    {
        float longer = Math.Max(picture.Width, picture.Height), shorter = Math.Min(picture.Width, picture.Height);
        FaceDetection? best = null;
        foreach (var side in (ReadOnlySpan<float>)[longer, shorter, 0.6f * shorter])
        {
            // Else a strip of a picture would be searched in thousands of windows, for faces of a few pixels.
            if (side < longer / DeepestZoom)
            {
                break;
            }

            foreach (var y in Centres(picture.Height, side))
            {
                foreach (var x in Centres(picture.Width, side))
                {
                    cancel.ThrowIfCancellationRequested();
                    best = Better(best, Look(picture, new RegionOfInterest(x, y, side, 0)));
                }
            }

            if (best?.Score > SureScore)
            {
                break;
            }
        }

        return best;
    }

    /// <summary>The best face in one upright square; null below the least score.</summary>
    private FaceDetection? Look(YuvFrame picture, RegionOfInterest window)
    {
        new PictureSampler(picture, window, FaceDetectorModel.Side).Fill(_network.Input, black: -1, white: 1);
        _network.Run();

        // Many anchors see the same face; the surest of them knows best where it is.
        FaceDetection? best = null;
        foreach (var found in Candidates(window).OrderByDescending(found => found.Score))
        {
            best = best is { } face && face.Overlaps(found) ? face : Better(best, found);
        }

        return best;
    }

    private List<FaceDetection> Candidates(RegionOfInterest window)
    {
        const int Side = FaceDetectorModel.Side;
        var candidates = new List<FaceDetection>();
        var logits = _network.Output(0);
        for (var i = 0; i < logits.Length; i++)
        {
            var score = 1 / (1 + MathF.Exp(-logits[i]));
            if (score >= LeastScore)
            {
                // Box centre and size, then points: image-left eye, image-right eye, …; all in network pixels from the anchor.
                var r = _network.Output(1).Slice(i * FaceDetectorModel.NumbersPerAnchor, FaceDetectorModel.NumbersPerAnchor);
                var (x, y) = window.ToPicture(r[0] + (s_anchors[i].X * Side), r[1] + (s_anchors[i].Y * Side), Side);
                candidates.Add(new FaceDetection(x, y, MathF.Max(r[2], r[3]) * window.Side / Side, MathF.Atan2(r[7] - r[5], r[6] - r[4]), score));
            }
        }

        return candidates;
    }

    private static FaceDetection? Better(FaceDetection? best, FaceDetection? other)
    {
        if (best is not { } a || other is not { } b)
        {
            return best ?? other;
        }

        var isClear = MathF.Abs(a.Score - b.Score) > ClearlyBetter;
        return (isClear ? b.Score > a.Score : b.Score * b.Size > a.Score * a.Size) ? b : a;
    }

    /// <summary>Window centres along an axis, spread evenly with steps of at most 40 % of a window.</summary>
    private static IEnumerable<float> Centres(int length, float side)
    {
        if (side >= length)
        {
            return [length / 2f];
        }

        var steps = Math.Max(1, (int)MathF.Ceiling((length - side) / (side * WindowStride)));
        return Enumerable.Range(0, steps + 1).Select(i => (side / 2) + ((length - side) * i / steps));
    }

    private static IEnumerable<(float X, float Y)> Grid(int cells, int perCell) =>
        from y in Enumerable.Range(0, cells)
        from x in Enumerable.Range(0, cells)
        from _ in Enumerable.Range(0, perCell)
        select ((x + 0.5f) / cells, (y + 0.5f) / cells);
}
