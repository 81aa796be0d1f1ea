using IntelliAvatar.LipSync.Articulation;

namespace IntelliAvatar.LipSync.Evaluation;

/// <summary>Whether the lips of a finished video meet on p, b, m and part on open vowels.</summary>
public static class PhoneScore
{
    private const float Closed = 0.025f, Open = 0.06f;
    private const float OpenVowel = 0.8f;
    private const double ShortestVowel = 0.060;

    /// <param name="phones">In order of time.</param>
    /// <param name="aperture">Measured opening per frame.</param>
    /// <param name="fps">Frames per second.</param>
    public static PhoneMetrics Of(IReadOnlyList<Phone> phones, float[] aperture, double fps)
    {
        int bilabials = 0, closed = 0, vowels = 0, open = 0;
        for (var i = 0; i < phones.Count; i++)
        {
            var start = phones[i].Start;
            var end = i + 1 < phones.Count ? phones[i + 1].Start : aperture.Length / fps;
            var middle = (int)((start + end) / 2 * fps);
            if (middle < 1 || middle >= aperture.Length - 1)
            {
                continue;
            }

            var around = aperture.AsSpan(middle - 1, 3);
            var shape = PhoneShapes.Of(phones[i].Symbol);
            if (shape.IsShut)
            {
                bilabials++;
                closed += Least(around) < Closed ? 1 : 0;
            }
            else if (shape.Open >= OpenVowel && end - start > ShortestVowel)
            {
                vowels++;
                open += Most(around) > Open ? 1 : 0;
            }
        }

        var wanted = MouthDrive.FromPhones(phones, fps, aperture.Length);
        return new PhoneMetrics(bilabials, closed, Share(closed, bilabials), vowels, open, Share(open, vowels), MouthScore.Best(wanted, aperture, 2));
    }

    private static float Least(ReadOnlySpan<float> three) => MathF.Min(three[0], MathF.Min(three[1], three[2]));

    private static float Most(ReadOnlySpan<float> three) => MathF.Max(three[0], MathF.Max(three[1], three[2]));

    private static double? Share(int part, int whole) => whole == 0 ? null : (double)part / whole;
}
