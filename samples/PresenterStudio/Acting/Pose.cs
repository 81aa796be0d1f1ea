using System.Numerics;

namespace PresenterStudio.Acting;

/// <summary>Everything that moves, at one instant.</summary>
internal readonly record struct Pose
{
    /// <summary>Turn of the head about its up, side and view axes, in radians.</summary>
    public float Yaw { get; init; }
    public float Pitch { get; init; }
    public float Roll { get; init; }

    /// <summary>Shift of the whole body, in centimetres.</summary>
    public Vector3 Sway { get; init; }

    /// <summary>0 breathed out … 1 breathed in.</summary>
    public float Breath { get; init; }

    /// <summary>Distance of the inner lips at the middle, in centimetres.</summary>
    public float MouthGap { get; init; }

    /// <summary>−1 rounded (u) … 1 spread (i).</summary>
    public float Spread { get; init; }

    /// <summary>0 neutral … 1 smiling.</summary>
    public float Smile { get; init; }

    /// <summary>0 open … 1 shut.</summary>
    public float Blink { get; init; }

    /// <summary>0 at rest … 1 raised.</summary>
    public float Brows { get; init; }

    /// <summary>Where the eyes look, in radians from the camera.</summary>
    public Vector2 Gaze { get; init; }
}
