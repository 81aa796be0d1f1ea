namespace IntelliAvatar.LipSync.Face;

/// <summary>A soft step.</summary>
public static class Ramp
{
    /// <summary>0 up to t = 0, 1 from t = 1, smooth between: t²(3 − 2t).</summary>
    public static float Smooth(float t)
    {
        t = Math.Clamp(t, 0, 1);
        return t * t * (3 - (2 * t));
    }
}
