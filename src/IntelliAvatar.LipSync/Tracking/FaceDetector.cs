using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Tracking;

/// <summary>Finds the one face to drive: the largest sure one. Not for two threads at once.</summary>
internal sealed class FaceDetector(FaceDetectorModel model)
{
    private const float SureScore = 0.75f;
    private const float ClearlyBetter = 0.1f;
    private const float WindowStride = 0.4f;
    private const float DeepestZoom = 16;
    private const float ZoomStep = 0.6f;

    // A face of 40 pixels is then 20 of the network's, which sees hardly any below 16.
    private const float SmallestWindow = 256;

    // The cosine of an angle. The detector sees heads that lie on their side, but hardly any farther.
    private const float MostUpsideDown = -0.3f;

    // Around a known region, which itself has room around the face.
    private const float NearWindow = 1.6f;

    private readonly FaceCandidates _candidates = new(model);

    /// <summary>Looks at the whole picture, then at ever smaller square windows, until a size shows a sure face; null if none does.</summary>
    /// <param name="picture">Where to look.</param>
    /// <param name="cancel">Looked at in every window.</param>
    /// <param name="angle">By how much the picture is turned before it is looked at: heads are found that are upright then.</param>
    public FaceDetection? Find(YuvFrame picture, CancellationToken cancel, float angle = 0)
    {
        float longer = Math.Max(picture.Width, picture.Height), shorter = Math.Min(picture.Width, picture.Height);
        return Find(picture, [longer, shorter, ZoomStep * shorter], angle, cancel);
    }

    /// <summary>Goes on where <see cref="Find(YuvFrame, CancellationToken, float)"/> ends, down to faces of 40 pixels, of which it takes only a sure one: hundreds of windows in a large picture.</summary>
    public FaceDetection? FindSmall(YuvFrame picture, CancellationToken cancel)
    {
        var sides = new List<float>();
        for (var side = ZoomStep * Math.Min(picture.Width, picture.Height); side > SmallestWindow; side = sides[^1])
        {
            sides.Add(MathF.Max(SmallestWindow, ZoomStep * side));
        }

        // In so many windows something looks a little like a face.
        return Find(picture, sides, 0, cancel) is { Score: > SureScore } found ? found : null;
    }

    /// <summary>Every sure face that the whole picture and its largest squares show, each once.</summary>
    public IReadOnlyList<FaceDetection> FindAll(YuvFrame picture, CancellationToken cancel)
    {
        var found = new List<FaceDetection>();
        foreach (var side in (ReadOnlySpan<float>)[Math.Max(picture.Width, picture.Height), Math.Min(picture.Width, picture.Height)])
        {
            foreach (var (x, y) in Centres(picture.Height, side).SelectMany(y => Centres(picture.Width, side).Select(x => (x, y))))
            {
                cancel.ThrowIfCancellationRequested();
                found.AddRange(_candidates.In(picture, new RegionOfInterest(x, y, side, 0)).Where(face => face.Score > SureScore));
            }
        }

        var faces = new List<FaceDetection>();
        foreach (var face in found.OrderByDescending(face => face.Score))
        {
            if (!faces.Any(known => known.Overlaps(face) || face.Overlaps(known)))
            {
                faces.Add(face);
            }
        }

        return faces;
    }

    /// <summary>The surest of the sure faces whose middle lies within half a side of a known region's, the same way up.</summary>
    public FaceDetection? FindNear(YuvFrame picture, RegionOfInterest known)
    {
        var reach = known.Side / 2;
        var angle = MathF.Cos(known.Angle) < MostUpsideDown ? MathF.PI : 0;
        return _candidates.In(picture, new RegionOfInterest(known.X, known.Y, NearWindow * known.Side, angle))
            .Where(found => found.Score > SureScore && MathF.Max(MathF.Abs(found.X - known.X), MathF.Abs(found.Y - known.Y)) < reach)
            .Cast<FaceDetection?>().MaxBy(found => found!.Value.Score);
    }

    private FaceDetection? Find(YuvFrame picture, IReadOnlyList<float> sides, float angle, CancellationToken cancel)
    {
        FaceDetection? best = null;
        foreach (var side in sides)
        {
            // Else a strip of a picture would be searched in thousands of windows, for faces of a few pixels.
            if (side < Math.Max(picture.Width, picture.Height) / DeepestZoom)
            {
                break;
            }

            foreach (var y in Centres(picture.Height, side))
            {
                foreach (var x in Centres(picture.Width, side))
                {
                    cancel.ThrowIfCancellationRequested();
                    best = Better(best, Look(picture, new RegionOfInterest(x, y, side, angle)));
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
        // Many anchors see the same face; the surest of them knows best where it is.
        FaceDetection? best = null;
        foreach (var found in _candidates.In(picture, window).OrderByDescending(found => found.Score))
        {
            best = best is { } face && face.Overlaps(found) ? face : Better(best, found);
        }

        return best;
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
}
