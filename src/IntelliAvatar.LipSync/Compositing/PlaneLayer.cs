namespace IntelliAvatar.LipSync.Compositing;

/// <summary>One plane of a frame in the making, row by row of the work area.</summary>
/// <param name="plane">0 = Y, 1 = U, 2 = V.</param>
internal sealed class PlaneLayer(int plane)
{
    /// <summary>0 = Y, 1 = U, 2 = V.</summary>
    public int Plane { get; } = plane;

    /// <summary>What was there, with its jaw moved.</summary>
    public float[] Below { get; private set; } = [];

    /// <summary>The lent mouth.</summary>
    public float[] Lent { get; set; } = [];

    /// <summary>Makes room for so many pixels.</summary>
    public void Reserve(int count)
    {
        if (Below.Length < count)
        {
            (Below, Lent) = (new float[count], new float[count]);
        }
    }
}
