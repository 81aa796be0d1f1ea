namespace IntelliAvatar.LipSync.Face;

/// <summary>Follows one face through a video in two passes: the first finds where to look in every picture, the second looks there again after that path has been smoothed, which steadies the points.</summary>
/// <param name="models">The networks.</param>
/// <param name="threads">How many pictures are looked at together; the result does not depend on it.</param>
public sealed class FaceTracker(LipSyncModels models, int threads)
{
    private const double SmoothingSigma = 2;
    private const int SmoothingReach = 6;

    /// <summary>The points of the face in every picture; null where there is none.</summary>
    /// <param name="frames">The video.</param>
    /// <param name="progress">Told how much is done, 0…1, from any thread, never backwards.</param>
    /// <param name="cancel">Looked at several times a picture.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled.</exception>
    public FaceLandmarks?[] Track(IFrameSource frames, IProgress<double>? progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(frames);
        var done = new StepCounter(2 * frames.Count, progress);
        var first = new FirstPass(models, frames, threads, done, cancel).Run();
        var path = Smooth([.. first.Select(face => face is null ? (RegionOfInterest?)null : RegionOfInterest.Around(face))]);

        var faces = new FaceLandmarks?[frames.Count];
        ParallelLoop.Run(frames.Count, threads, () => new FaceView(models, frames), (i, view) =>
        {
            // A smoothed path can miss a face that moves in jumps; what the first pass saw is then the better answer.
            faces[i] = path[i] is { } region ? view.Find(i, region) ?? first[i] : null;
            done.Step();
        }, cancel);
        return faces;
    }

    private static RegionOfInterest?[] Smooth(RegionOfInterest?[] path)
    {
        var smooth = new RegionOfInterest?[path.Length];
        for (var i = 0; i < path.Length; i++)
        {
            smooth[i] = path[i] is null ? null : MeanAround(path, i);
        }

        return smooth;
    }

    private static RegionOfInterest MeanAround(RegionOfInterest?[] path, int middle)
    {
        double x = 0, y = 0, side = 0, sin = 0, cos = 0, sum = 0;
        for (var i = Math.Max(0, middle - SmoothingReach); i <= Math.Min(path.Length - 1, middle + SmoothingReach); i++)
        {
            if (path[i] is not { } region)
            {
                continue;
            }

            var weight = Math.Exp(-(i - middle) * (i - middle) / (2 * SmoothingSigma * SmoothingSigma));
            sum += weight;
            x += weight * region.X;
            y += weight * region.Y;
            side += weight * region.Side;

            // The mean of directions, not of numbers: an angle may wrap around.
            sin += weight * Math.Sin(region.Angle);
            cos += weight * Math.Cos(region.Angle);
        }

        return new RegionOfInterest((float)(x / sum), (float)(y / sum), (float)(side / sum), (float)Math.Atan2(sin, cos));
    }
}
