using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Tracking;

/// <summary>What one thread needs to look for a face: networks with their buffers, and one picture.</summary>
internal sealed class FaceView(FaceModels models, IFrameSource frames)
{
    private const int MostLooks = 3;

    /// <summary>A logit. A head upside down may have been taken for an upright one.</summary>
    public const float Doubtful = 12;

    private readonly FaceDetector _detector = new(models.FaceDetector);
    private readonly FaceMesh _mesh = new(models.FaceMesh);
    private readonly YuvFrame _picture = new(frames.Width, frames.Height);
    private int? _index;

    /// <summary>The face of picture <paramref name="index"/> in a known region, else <paramref name="known"/>; with what its skin looks like.</summary>
    public FaceLandmarks Settle(int index, RegionOfInterest region, FaceLandmarks known)
    {
        var picture = Picture(index);

        // A smoothed path can miss a face that moves in jumps; what the first pass saw is then the better answer.
        var face = _mesh.Find(picture, region) ?? known;
        (face.LowerFace, face.Thumbnail) = (LowerFace.Of(picture, face), new Thumbnail(picture));
        return face;
    }

    /// <summary>The face of picture <paramref name="index"/> that was seen as <paramref name="last"/> in the one before or after.</summary>
    public FaceLandmarks? Follow(int index, FaceLandmarks last, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var region = RegionOfInterest.Around(last);
        return Nearby(region, Confirmed(index, last, FindNear(Picture(index), region), cancel)) ?? FindAgain(index, last, cancel);
    }

    /// <summary>The face of picture <paramref name="index"/> that is about where <paramref name="known"/> was in some other. More must speak for it than for one that is followed.</summary>
    public FaceLandmarks? FindAgain(int index, FaceLandmarks known, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var region = RegionOfInterest.Around(known);
        return Nearby(region, Confirmed(index, known, Around(Picture(index), _detector.FindNear(Picture(index), region)), cancel));
    }

    /// <summary>The face of picture <paramref name="index"/>, wherever it is.</summary>
    public FaceLandmarks? Search(int index, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var picture = Picture(index);
        var found = _detector.Find(picture, cancel);
        var face = Around(picture, found);
        return found is not null && face is null or { Logit: < Doubtful } ? FaceMesh.Better(face, SearchTurned(index, MathF.PI, cancel)) : face;
    }

    /// <summary>As <see cref="Search"/>, after the picture was turned.</summary>
    public FaceLandmarks? SearchTurned(int index, float angle, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return Around(Picture(index), _detector.Find(Picture(index), cancel, angle));
    }

    /// <summary>As <see cref="Search"/>, but only for faces that are too small for it: takes seconds.</summary>
    public FaceLandmarks? SearchSmall(int index, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return Around(Picture(index), _detector.FindSmall(Picture(index), cancel));
    }

    /// <summary>
    /// No head turns over: where one seems to, the camera was turned, or it was cut to a face of which the region shows a part only. The
    /// whole picture tells.
    /// </summary>
    private FaceLandmarks? Confirmed(int index, FaceLandmarks known, FaceLandmarks? seen, CancellationToken cancel) =>
        seen is not null && known.IsTurnedOver(seen) ? FaceMesh.Better(seen, Search(index, cancel)) : seen;

    // What is farther away is another person.
    private static FaceLandmarks? Nearby(RegionOfInterest region, FaceLandmarks? face) =>
        face is not null && region.Reaches(RegionOfInterest.Around(face)) ? face : null;

    private YuvFrame Picture(int index)
    {
        if (_index != index)
        {
            frames.Read(index, _picture);
            _index = index;
        }

        return _picture;
    }

    // The detector's box is rough: a second look, around the points of the first, settles them.
    private FaceLandmarks? Around(YuvFrame picture, FaceDetection? found) =>
        found is { } box && _mesh.FindEitherWay(picture, RegionOfInterest.Around(box)) is { } rough ? _mesh.FindEitherWay(picture, RegionOfInterest.Around(rough)) : null;

    /// <summary>A face at the edge of the region is seen badly: it is looked at again where it seems to be.</summary>
    private FaceLandmarks? FindNear(YuvFrame picture, RegionOfInterest region)
    {
        var seen = _mesh.FindEitherWay(picture, region);
        for (var look = 0; look < MostLooks && seen is not null && !region.IsNear(RegionOfInterest.Around(seen)); look++)
        {
            region = RegionOfInterest.Around(seen);
            seen = _mesh.Find(picture, region);
        }

        return seen;
    }
}
