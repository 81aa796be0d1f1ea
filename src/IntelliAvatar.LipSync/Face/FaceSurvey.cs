using IntelliAvatar.LipSync.Mouth;

namespace IntelliAvatar.LipSync.Face;

/// <summary>Which faces a picture shows, for whoever wants to know before anything is driven. Not for two threads at once.</summary>
public sealed class FaceSurvey(LipSyncModels models)
{
    private readonly FaceDetector _detector = new(models.FaceDetector);
    private readonly FaceMesh _mesh = new(models.FaceMesh);

    /// <summary>What one picture shows.</summary>
    /// <param name="Sizes">The faces' sizes, the largest first: each the longer side of its box, in pixels.</param>
    /// <param name="Largest">The points of the largest; null when there is none.</param>
    public sealed record Seen(IReadOnlyList<float> Sizes, FaceLandmarks? Largest);

    public Seen Look(YuvFrame picture, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var sure = _detector.FindAll(picture, cancel).OrderByDescending(face => face.Size).Select(face => (face.Size, Points: PointsOf(picture, face))).Where(face => face.Points is not null).ToList();
        if (sure.Count == 0 && (_detector.Find(picture, cancel) ?? _detector.Find(picture, cancel, MathF.PI)) is { } other && PointsOf(picture, other) is { } points)
        {
            sure.Add((other.Size, points));
        }

        var largest = sure.Count == 0 ? null : Settled(picture, sure[0].Points!);
        if (largest is { Logit: < FaceView.Doubtful } && _detector.Find(picture, cancel, MathF.PI) is { } turned && PointsOf(picture, turned) is { } upsideDown)
        {
            largest = FaceMesh.Better(largest, Settled(picture, upsideDown));
        }

        largest?.LowerFace = LowerFace.Of(picture, largest);
        return new Seen([.. sure.Select(face => face.Size)], largest);
    }

    /// <summary>In which of the pictures of a video, a few in each second, something is before the mouth.</summary>
    /// <param name="faces">The largest face of each.</param>
    public static bool[] CoveredMouths(IReadOnlyList<FaceLandmarks?> faces) => Occlusion.In(faces, Shots.Of(faces), beside: 1);

    /// <summary>The size of a face that is too small for <see cref="Look"/>; null when there is none: takes seconds.</summary>
    public float? LookForSmall(YuvFrame picture, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return _detector.FindSmall(picture, cancel) is { } found && PointsOf(picture, found) is not null ? found.Size : null;
    }

    // What only the detector takes for a face may be a pattern.
    private FaceLandmarks? PointsOf(YuvFrame picture, FaceDetection found) => _mesh.FindEitherWay(picture, RegionOfInterest.Around(found));

    // The detector's box is rough: a second look, around the points of the first, settles them.
    private FaceLandmarks Settled(YuvFrame picture, FaceLandmarks rough) => _mesh.Find(picture, RegionOfInterest.Around(rough)) ?? rough;
}
