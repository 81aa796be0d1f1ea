using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Compositing;

/// <summary>Finds, on the seam where both pictures show the same skin, the smooth change of brightness or colour that turns the lent mouth's light into the base frame's.</summary>
public struct ColourMatch
{
    private const float MostDifference = 40, SlopeDamping = 0.02f;

    private PlaneFit _fit;

    /// <param name="u">Place relative to the mouth, eye spans.</param>
    /// <param name="v">Place relative to the mouth, eye spans.</param>
    /// <param name="mask">Weight of the lent mouth there; only the seam counts.</param>
    /// <param name="difference">Base minus lent. What differs a lot (hair, collar, teeth) is not a matter of light.</param>
    public void Add(float u, float v, float mask, float difference)
    {
        var weight = 4 * mask * (1 - mask);
        if (weight > 0.02f && MathF.Abs(difference) <= MostDifference)
        {
            _fit.Add(u, v, difference, weight);
        }
    }

    /// <summary>What to add to the lent mouth.</summary>
    public readonly FittedPlane Solve() => _fit.Solve(SlopeDamping);
}
