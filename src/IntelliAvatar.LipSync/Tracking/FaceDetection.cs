namespace IntelliAvatar.LipSync.Tracking;

/// <summary>A face as the detector sees it.</summary>
/// <param name="X">Centre of the box, in picture pixels.</param>
/// <param name="Y">Centre of the box, in picture pixels.</param>
/// <param name="Size">The longer side of the box, in picture pixels.</param>
/// <param name="Angle">Of the line from the image-left to the image-right eye, in radians.</param>
/// <param name="Score">0…1.</param>
internal readonly record struct FaceDetection(float X, float Y, float Size, float Angle, float Score)
{
    /// <summary>Both are likely the same face: the centre of the other lies in this box.</summary>
    public bool Overlaps(FaceDetection other) => MathF.Max(MathF.Abs(X - other.X), MathF.Abs(Y - other.Y)) < Size / 2;
}
