namespace IntelliAvatar.LipSync.Face;

/// <summary>Which faces a picture shows, for whoever wants to know before anything is driven. Not for two threads at once.</summary>
public sealed class FaceSurvey(LipSyncModels models)
{
    private readonly FaceDetector _detector = new(models.FaceDetector);
    private readonly FaceMesh _mesh = new(models.FaceMesh);

    /// <summary>The faces' sizes, the largest first: each the longer side of its box, in pixels.</summary>
    public IReadOnlyList<float> Look(YuvFrame picture, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var sure = _detector.FindAll(picture, cancel).Where(face => IsFace(picture, face)).ToList();
        return sure.Count > 0 ? [.. sure.Select(face => face.Size).OrderDescending()]
            : _detector.Find(picture, cancel) is { } other && IsFace(picture, other) ? [other.Size]
            : [];
    }

    /// <summary>The size of a face that is too small for <see cref="Look"/>; null when there is none: takes seconds.</summary>
    public float? LookForSmall(YuvFrame picture, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return _detector.FindSmall(picture, cancel) is { } found && IsFace(picture, found) ? found.Size : null;
    }

    // What only the detector takes for a face may be a pattern.
    private bool IsFace(YuvFrame picture, FaceDetection found) => _mesh.Find(picture, RegionOfInterest.Around(found)) is not null;
}
