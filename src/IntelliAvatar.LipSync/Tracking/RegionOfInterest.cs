namespace IntelliAvatar.LipSync.Tracking;

/// <summary>A turned square of the picture that a network looks at.</summary>
/// <param name="X">Centre, in picture pixels.</param>
/// <param name="Y">Centre, in picture pixels.</param>
/// <param name="Side">Length of a side, in picture pixels.</param>
/// <param name="Angle">Turn in radians; 0 is upright, positive turns the x axis towards y (down).</param>
internal readonly record struct RegionOfInterest(float X, float Y, float Side, float Angle)
{
    // The networks were trained on faces with this much room around them.
    private const float Margin = 1.5f;

    private const int LeftEye = 33;
    private const int RightEye = 263;

    /// <summary>Upright on the line between the outer eye corners, around all points of <paramref name="face"/>.</summary>
    public static RegionOfInterest Around(FaceLandmarks face)
    {
        var angle = MathF.Atan2(face.Y[RightEye] - face.Y[LeftEye], face.X[RightEye] - face.X[LeftEye]);
        var (sin, cos) = MathF.SinCos(angle);
        float left = float.MaxValue, right = float.MinValue, top = float.MaxValue, bottom = float.MinValue;
        for (var i = 0; i < FaceLandmarks.Count; i++)
        {
            var along = (cos * face.X[i]) + (sin * face.Y[i]);
            var across = (cos * face.Y[i]) - (sin * face.X[i]);
            (left, right) = (MathF.Min(left, along), MathF.Max(right, along));
            (top, bottom) = (MathF.Min(top, across), MathF.Max(bottom, across));
        }

        var (middleAlong, middleAcross) = ((left + right) / 2, (top + bottom) / 2);
        return new RegionOfInterest(
            (cos * middleAlong) - (sin * middleAcross),
            (sin * middleAlong) + (cos * middleAcross),
            Margin * MathF.Max(right - left, bottom - top),
            angle);
    }

    /// <summary>Around a box as the detector gives it.</summary>
    public static RegionOfInterest Around(FaceDetection found) => new(found.X, found.Y, Margin * found.Size, found.Angle);

    /// <summary>The same square, upside down.</summary>
    public RegionOfInterest Turned => this with { Angle = Angle + MathF.PI };

    /// <summary>From a network's n×n input, origin in its upper left corner, to the picture.</summary>
    public (float X, float Y) ToPicture(float x, float y, int n)
    {
        var (sin, cos) = MathF.SinCos(Angle);
        var scale = Side / n;
        var (fromMiddleX, fromMiddleY) = ((x - (n / 2f)) * scale, (y - (n / 2f)) * scale);
        return (X + (cos * fromMiddleX) - (sin * fromMiddleY), Y + (sin * fromMiddleX) + (cos * fromMiddleY));
    }

    /// <summary>Both look at the same face: the centres and sides differ by less than a quarter of a side.</summary>
    public bool Agrees(RegionOfInterest other) => IsWithin(Side / 4, other);

    /// <summary>The other may be the same face some time later: the centres and sides differ by less than half a side. Two heads side by side are farther apart.</summary>
    public bool Reaches(RegionOfInterest other) => IsWithin(Side / 2, other);

    /// <summary>The other would show the network the same: the centres and sides differ by less than a tenth of a side.</summary>
    public bool IsNear(RegionOfInterest other) => IsWithin(Side / 10, other);

    private bool IsWithin(float distance, RegionOfInterest other) =>
        MathF.Max(MathF.Abs(X - other.X), MathF.Abs(Y - other.Y)) < distance && MathF.Abs(Side - other.Side) < distance;
}
