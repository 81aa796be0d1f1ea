namespace IntelliAvatar.LipSync.Tracking;

/// <summary>The 468 points of one tracked face (MediaPipe face mesh numbering), in picture pixels; z in the same unit, negative towards the camera.</summary>
public sealed class FaceLandmarks
{
    public const int Count = 468;

    public float[] X { get; } = new float[Count];

    public float[] Y { get; } = new float[Count];

    public float[] Z { get; } = new float[Count];

    /// <summary>How sure the network is that this is a face, 0…1.</summary>
    public float Score { get; set; }

    /// <summary>The same before it was squeezed into 0…1: above 15 only for a face that is looked at the right way up.</summary>
    internal float Logit { get; init; }

    /// <summary>What the skin around the mouth looks like; null where that was not looked at.</summary>
    public LowerFace? LowerFace { get; set; }

    /// <summary>The picture that the face is in; null where that was not looked at.</summary>
    public Thumbnail? Thumbnail { get; set; }
}
