using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Tracking;

/// <summary>Where a mouth is when what it says just now is left out, in canonical pixels.</summary>
/// <param name="Width">Distance of the corners.</param>
/// <param name="MidX">x of its middle.</param>
/// <param name="Rest">Height (y) of the middle of the upper lip's inner edge, were the mouth shut: <see cref="MouthShape.Rest"/>.</param>
public readonly record struct SlowMouth(float Width, float MidX, float Rest)
{
    // In frames. The width is smoothed beyond syllables; the place only as far as the tracker trembles, so that the mouth stays where its skin is.
    private const double WidthSigma = 10, PlaceSigma = 2;

    /// <param name="shapes">The mouths of successive frames of one shot.</param>
    internal static IEnumerable<SlowMouth> Of(MouthShape[] shapes) =>
        Signal.GaussianSmooth(Array.ConvertAll(shapes, shape => shape.Width), WidthSigma)
            .Zip(
                Signal.GaussianSmooth(Array.ConvertAll(shapes, shape => shape.MidX), PlaceSigma),
                Signal.GaussianSmooth(Array.ConvertAll(shapes, shape => shape.Rest), PlaceSigma))
            .Select(slow => new SlowMouth(slow.First, slow.Second, slow.Third));
}
