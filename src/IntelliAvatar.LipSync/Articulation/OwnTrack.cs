using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Articulation;

/// <summary>What the net heard, opened as one person opens the mouth.</summary>
internal static class OwnTrack
{
    // As far as a closure reaches (HeardTrack): beside half-heard p, b and m a mouth that opens more would not come down far enough.
    private const int Reach = 7;

    /// <summary>The opening with the change added, 0…1, the less of it the more surely the lips are shut within 70 ms.</summary>
    /// <param name="open">What the net says of the opening, per hop.</param>
    /// <param name="closed">What it says of the lips being shut.</param>
    /// <param name="change">How the person differs.</param>
    public static float[] Opening(float[] open, float[] closed, float[] change)
    {
        var own = new float[open.Length];
        for (var hop = 0; hop < own.Length; hop++)
        {
            var shut = 0f;
            for (var near = Math.Max(0, hop - Reach); near <= Math.Min(closed.Length - 1, hop + Reach); near++)
            {
                shut = Math.Max(shut, closed[near]);
            }

            own[hop] = Math.Clamp(open[hop] + (change[hop] * (1 - Signal.SmoothStep(shut / HeardTrack.Surely))), 0, 1);
        }

        return own;
    }
}
