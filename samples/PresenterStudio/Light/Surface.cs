using System.Numerics;

namespace PresenterStudio.Light;

/// <summary>What a material needs to know of the place that is seen: all in room space.</summary>
internal readonly record struct Surface(Vector3 Point, Vector3 Normal, Vector3 ToCamera, float Openness, float KeySeen)
{
    public float Fresnel => MathF.Pow(1 - MathF.Max(0, Vector3.Dot(Normal, ToCamera)), 5);

    /// <summary>Blinn's highlight of one lamp, normalised so that a tighter one is brighter.</summary>
    public float Gloss(Vector3 lamp, float power)
    {
        var half = Vector3.Normalize(lamp + ToCamera);
        var facing = MathF.Max(0, Vector3.Dot(Normal, half));
        return (power + 8) / 25 * MathF.Pow(facing, power) * MathF.Max(0, Vector3.Dot(Normal, lamp) + 0.05f);
    }

    /// <summary>Diffuse light on a dull cloth-like surface.</summary>
    public Vector3 Dull()
    {
        var n = Normal;
        return Studio.KeyColour * (MathF.Max(0, Vector3.Dot(n, Studio.Key)) * KeySeen)
            + Studio.FillColour * (MathF.Max(0, Vector3.Dot(n, Studio.Fill)) * Openness)
            + Studio.RimRightColour * (MathF.Max(0, Vector3.Dot(n, Studio.RimRight)) * Openness)
            + Studio.RimLeftColour * (MathF.Max(0, Vector3.Dot(n, Studio.RimLeft)) * Openness)
            + Studio.Room(n) * Openness;
    }
}
