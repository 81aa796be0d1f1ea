using IntelliAvatar.LipSync.Mouth;

namespace IntelliAvatar.LipSync.Face;

/// <summary>What one thread needs to look for a face: networks with their buffers, and one picture.</summary>
internal sealed class FaceView(LipSyncModels models, IFrameSource frames)
{
    private const int MostLooks = 3;

    private readonly FaceDetector _detector = new(models.FaceDetector);
    private readonly FaceMesh _mesh = new(models.FaceMesh);
    private readonly YuvFrame _picture = new(frames.Width, frames.Height);

    /// <summary>The face of picture <paramref name="index"/> in a known region, else <paramref name="known"/>; with what its skin looks like.</summary>
    public FaceLandmarks Settle(int index, RegionOfInterest region, FaceLandmarks known)
    {
        frames.Read(index, _picture);

        // A smoothed path can miss a face that moves in jumps; what the first pass saw is then the better answer.
        var face = _mesh.Find(_picture, region) ?? known;
        face.LowerFace = LowerFace.Of(_picture, face);
        return face;
    }

    /// <summary>The face of picture <paramref name="index"/>: where it was in the picture before (<paramref name="last"/>), else anywhere.</summary>
    public FaceLandmarks? Follow(int index, FaceLandmarks? last, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        frames.Read(index, _picture);
        if (last is not null && FindNear(RegionOfInterest.Around(last)) is { } followed)
        {
            return followed;
        }

        // The detector's box is rough: a second look, around the points of the first, settles them.
        return _detector.Find(_picture, cancel) is { } found && _mesh.Find(_picture, RegionOfInterest.Around(found)) is { } rough
            ? _mesh.Find(_picture, RegionOfInterest.Around(rough))
            : null;
    }

    /// <summary>A face at the edge of the region is seen badly (after a cut, say): it is looked at again where it seems to be.</summary>
    private FaceLandmarks? FindNear(RegionOfInterest region)
    {
        var seen = _mesh.Find(_picture, region);
        for (var look = 0; look < MostLooks && seen is not null && !region.IsNear(RegionOfInterest.Around(seen)); look++)
        {
            region = RegionOfInterest.Around(seen);
            seen = _mesh.Find(_picture, region);
        }

        return seen;
    }
}
