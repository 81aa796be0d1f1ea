namespace IntelliAvatar.LipSync.Core;

/// <summary>The planes of a picture by number: 0 = Y, 1 = U, 2 = V.</summary>
public static class YuvPlanes
{
    public static Span<byte> Plane(this YuvFrame frame, int plane) => plane switch { 0 => frame.Y, 1 => frame.U, _ => frame.V };

    public static int PlaneWidth(this YuvFrame frame, int plane) => plane == 0 ? frame.Width : frame.ChromaWidth;

    public static int PlaneHeight(this YuvFrame frame, int plane) => plane == 0 ? frame.Height : frame.ChromaHeight;

    /// <param name="frame">The picture, or a rectangle of one.</param>
    /// <param name="plane">Which plane.</param>
    /// <param name="left">Where the rectangle begins in the whole picture, even.</param>
    /// <param name="top">Where the rectangle begins in the whole picture, even.</param>
    public static PlaneSampler Sampler(this YuvFrame frame, int plane, int left = 0, int top = 0)
    {
        var subsampling = plane == 0 ? 1 : 2;
        return new PlaneSampler(frame.Plane(plane), frame.PlaneWidth(plane), frame.PlaneHeight(plane), left / subsampling, top / subsampling, subsampling);
    }
}
