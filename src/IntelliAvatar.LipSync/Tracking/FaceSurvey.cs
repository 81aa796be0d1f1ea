using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Tracking;

/// <summary>Which faces a picture shows, to know before anything is driven. Not for two threads at once.</summary>
public sealed class FaceSurvey(FaceModels models)
{
    private readonly FaceDetector _detector = new(models.FaceDetector);
    private readonly FaceMesh _mesh = new(models.FaceMesh);

    // Pictures of a second: two are enough to know a person by.
    private const int LeastPictures = 2;

    /// <summary>What one picture shows.</summary>
    /// <param name="Sizes">The faces' sizes, the largest first: each the longer side of its box, in pixels.</param>
    /// <param name="Driven">The points of the one that would be driven; null when there is none.</param>
    public sealed record Seen(IReadOnlyList<float> Sizes, FaceLandmarks? Driven);

    /// <param name="picture">The next of a video.</param>
    /// <param name="last">The face that was driven before: where it is seen again it is kept to, else the largest is taken.</param>
    /// <param name="cancel">Looked at several times a picture.</param>
    public Seen Look(YuvFrame picture, FaceLandmarks? last, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var sure = _detector.FindAll(picture, cancel).OrderByDescending(face => face.Size).Select(face => (face.Size, Points: PointsOf(picture, face))).Where(face => face.Points is not null).ToList();
        if (sure.Count == 0 && (_detector.Find(picture, cancel) ?? _detector.Find(picture, cancel, MathF.PI)) is { } other && PointsOf(picture, other) is { } points)
        {
            sure.Add((other.Size, points));
        }

        var nearest = last is null ? null : sure.Select(face => face.Points!).FirstOrDefault(face => RegionOfInterest.Around(last).Reaches(RegionOfInterest.Around(face)));
        var driven = sure.Count == 0 ? null : Settled(picture, nearest ?? sure[0].Points!);
        if (driven is { Logit: < FaceView.Doubtful } && _detector.Find(picture, cancel, MathF.PI) is { } turned && PointsOf(picture, turned) is { } upsideDown)
        {
            driven = FaceMesh.Better(driven, Settled(picture, upsideDown));
        }

        driven?.LowerFace = LowerFace.Of(picture, driven);
        return new Seen([.. sure.Select(face => face.Size)], driven);
    }

    /// <summary>In which of the pictures of a video, a few in each second, something is before the mouth.</summary>
    /// <param name="faces">The driven face of each.</param>
    public static bool[] CoveredMouths(IReadOnlyList<FaceLandmarks?> faces) => Occlusion.In(faces, Shots.Of(faces), beside: 1);

    /// <summary>In which of the pictures another person than that of the beginning is seen, after a cut, who is left out.</summary>
    /// <param name="faces">The driven face of each.</param>
    /// <param name="frames">How many frames of the video each picture stands for.</param>
    public static bool[] OtherPersons(IReadOnlyList<FaceLandmarks?> faces, int frames)
    {
        ArgumentNullException.ThrowIfNull(faces);
        var isSame = OnePerson.In(faces, Shots.Of(faces), LeastPictures);
        var isEnough = OnePerson.IsEnough(Enumerable.Range(0, faces.Count).Count(i => faces[i] is not null && isSame[i]), faces.Count(face => face is not null), frames);
        return Array.ConvertAll(isSame, same => isEnough && !same);
    }

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
