using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Tracking;

/// <summary>Follows one face through a video in two passes: the first finds where to look in every picture, the second looks there again after that path has been smoothed, which steadies the points.</summary>
/// <param name="models">The networks.</param>
/// <param name="threads">How many pictures are looked at together; the result does not depend on it.</param>
public sealed class FaceTracker(FaceModels models, int threads)
{
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
        var path = RegionPath.Smooth([.. first.Select(face => face is null ? (RegionOfInterest?)null : RegionOfInterest.Around(face))], Shots.Of(first));

        var faces = new FaceLandmarks?[frames.Count];
        ParallelLoop.Run(frames.Count, threads, () => new FaceView(models, frames), (i, view) =>
        {
            faces[i] = path[i] is { } region ? view.Settle(i, region, first[i]!) : null;
            done.Step();
        }, cancel);
        return faces;
    }
}
