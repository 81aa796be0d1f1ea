namespace IntelliAvatar.LipSync.Face;

/// <summary>What one thread needs to look for a face: networks with their buffers, and one picture.</summary>
internal sealed class FaceView(LipSyncModels models, IFrameSource frames)
{
    private readonly FaceDetector _detector = new(models.FaceDetector);
    private readonly FaceMesh _mesh = new(models.FaceMesh);
    private readonly YuvFrame _picture = new(frames.Width, frames.Height);

    /// <summary>The face of picture <paramref name="index"/> in a known region.</summary>
    public FaceLandmarks? Find(int index, RegionOfInterest region)
    {
        frames.Read(index, _picture);
        return _mesh.Find(_picture, region);
    }

    /// <summary>The face of picture <paramref name="index"/>: where it was in the picture before (<paramref name="last"/>), else anywhere.</summary>
    public FaceLandmarks? Follow(int index, FaceLandmarks? last, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        frames.Read(index, _picture);
        if (last is not null && _mesh.Find(_picture, RegionOfInterest.Around(last)) is { } followed)
        {
            return followed;
        }

        // The detector's box is rough: a second look, around the points of the first, settles them.
        return _detector.Find(_picture, cancel) is { } found && _mesh.Find(_picture, RegionOfInterest.Around(found)) is { } rough
            ? _mesh.Find(_picture, RegionOfInterest.Around(rough))
            : null;
    }
}
