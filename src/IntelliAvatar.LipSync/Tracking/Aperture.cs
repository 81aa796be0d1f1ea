using System.Numerics;

namespace IntelliAvatar.LipSync.Tracking;

/// <summary>How far the lips are apart in a finished video, in units of the face's own size; slightly negative when they press on each other.</summary>
public static class Aperture
{
    /// <summary>One face: the distance of the inner lips along the normal of the line through the mouth corners, over ½·eye span + ½·height of forehead to nose (in 3-D, so that a turned head keeps its size).</summary>
    public static float Of(FaceLandmarks face)
    {
        var along = Vector2.Normalize(face.Point(FacePoints.RightMouthCorner) - face.Point(FacePoints.LeftMouthCorner));
        var down = new Vector2(-along.Y, along.X);
        var gap = 0f;
        foreach (var (upper, lower, weight) in FacePoints.LipPairs)
        {
            gap += weight * Vector2.Dot(face.Point(lower) - face.Point(upper), down);
        }

        var scale = (0.5f * Distance(face, FacePoints.LeftEyeCorner, FacePoints.RightEyeCorner)) + (0.5f * Distance(face, FacePoints.Forehead, FacePoints.NoseBase));
        return gap / 5 / scale;
    }

    /// <summary>Every frame; one without a face repeats the value before it (the first ones that of the first face). All 0 without any face.</summary>
    public static float[] Track(IReadOnlyList<FaceLandmarks?> faces)
    {
        var track = new float[faces.Count];
        var last = faces.FirstOrDefault(face => face is not null) is { } first ? Of(first) : 0;
        for (var t = 0; t < track.Length; t++)
        {
            track[t] = last = faces[t] is { } face ? Of(face) : last;
        }

        return track;
    }

    private static float Distance(FaceLandmarks face, int a, int b) => Vector3.Distance(Point(face, a), Point(face, b));

    private static Vector3 Point(FaceLandmarks face, int i) => new(face.X[i], face.Y[i], face.Z[i]);
}
