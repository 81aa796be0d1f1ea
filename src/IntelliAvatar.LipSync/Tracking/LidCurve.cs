using System.Numerics;
using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Tracking;

/// <summary>The edge of a lid: the polynomial of fourth degree that vanishes a little beyond both corners of the eye and lies nearest to some points.</summary>
internal readonly struct LidCurve
{
    // The corners that the network gives lie inside those of the eye, most so the outer one, and what lies beyond could not be shut.
    private const float BeyondOuter = 0.15f, BeyondInner = 0.06f;

    private readonly float _offset, _slope, _bend;

    /// <param name="points">X from the outer corner, 0, to the inner, 1; Y in pixels.</param>
    public LidCurve(IEnumerable<Vector2> points)
    {
        var fit = new PlaneFit();
        foreach (var point in points)
        {
            var arch = Arch(point.X);
            if (arch > 0)
            {
                fit.Add(point.X, point.X * point.X, point.Y / arch, arch * arch);
            }
        }

        var plane = fit.Solve();
        (_offset, _slope, _bend) = ((float)plane.Offset, (float)plane.SlopeX, (float)plane.SlopeY);
    }

    /// <summary>In pixels below the line through the corners; 0 beyond the eye.</summary>
    public float this[float along] => Arch(along) * (_offset + (along * (_slope + (along * _bend))));

    private static float Arch(float along) => MathF.Max(0, 4 * (along + BeyondOuter) * (1 + BeyondInner - along));
}
