using System.Numerics;

namespace IntelliAvatar.LipSync.Tracking;

/// <summary>The points of the MediaPipe face mesh by name. "Left" is the left of the picture.</summary>
public static class FacePoints
{
    public const int LeftEyeCorner = 33, RightEyeCorner = 263;
    public const int NoseTip = 1, NoseBase = 2, Forehead = 10;
    public const int Chin = 152, ChinLeft = 148, ChinRight = 377;
    public const int LeftMouthCorner = 61, RightMouthCorner = 291;
    public const int UpperLipTop = 0, LowerLipBottom = 17;

    public static ReadOnlySpan<int> UpperLipOuter => [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291];

    public static ReadOnlySpan<int> UpperLipInner => [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308];

    public static ReadOnlySpan<int> LowerLipInner => [78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308];

    public static ReadOnlySpan<int> LowerLipOuter => [61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291];

    /// <summary>Pairs (upper, lower) of the inner lips with their weight in the opening; the weights sum to 5.</summary>
    public static ReadOnlySpan<(int Upper, int Lower, float Weight)> LipPairs =>
        new[] { (13, 14, 2f), (82, 87, 1f), (312, 317, 1f), (81, 178, 0.5f), (311, 402, 0.5f) };

    public static Vector2 Point(this FaceLandmarks face, int point) => new(face.X[point], face.Y[point]);

    /// <summary>Middle of the outer eye corners.</summary>
    public static Vector2 EyeCentre(this FaceLandmarks face) => (face.Point(LeftEyeCorner) + face.Point(RightEyeCorner)) / 2;

    /// <summary>Distance of the outer eye corners in the picture, in pixels.</summary>
    public static float EyeSpan(this FaceLandmarks face) => Vector2.Distance(face.Point(LeftEyeCorner), face.Point(RightEyeCorner));

    /// <summary>The way from the left to the right eye in the picture, in radians: 0 is upright, ±π upside down.</summary>
    public static float Angle(this FaceLandmarks face)
    {
        var across = face.Point(RightEyeCorner) - face.Point(LeftEyeCorner);
        return MathF.Atan2(across.Y, across.X);
    }

    /// <summary>Whether the other stands more than a quarter turn away from this.</summary>
    public static bool IsTurnedOver(this FaceLandmarks face, FaceLandmarks other) => MathF.Cos(face.Angle() - other.Angle()) < 0;

    /// <summary>How far the head is turned (X) and nodded (Y): the tip of the nose against the eyes, in eye spans.</summary>
    public static Vector2 Pose(this FaceLandmarks face) => (face.Point(NoseTip) - face.EyeCentre()) / face.EyeSpan();
}
