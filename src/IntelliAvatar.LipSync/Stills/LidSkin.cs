using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Stills;

/// <summary>The skin above and below an eye, of which shut lids are made.</summary>
internal static class LidSkin
{
    private const int Columns = 9, Rows = 12;

    /// <summary>How much its luma changes up and down: the mean over the columns of (max − min) / (max + min), 0…1, of the worse of both. Rims of glasses, what they reflect, and strands of hair are far above plain skin.</summary>
    public static float Unevenness(YuvFrame picture, EyeContour eye) => MathF.Max(
        Unevenness(picture, eye, eye.Upper, -Eyelids.BelowBrow * eye.Brow, -eye.Crease),
        Unevenness(picture, eye, eye.Lower, 0.3f * eye.Opening, Eyelids.Give * eye.Opening));

    private static float Unevenness(YuvFrame picture, EyeContour eye, LidCurve lid, float top, float bottom)
    {
        var sum = 0f;
        for (var column = 1; column <= Columns; column++)
        {
            var along = column / (Columns + 1f);
            var (least, most) = (float.MaxValue, float.MinValue);
            for (var row = 0; row < Rows; row++)
            {
                var luma = picture.Sampler(0).Bilinear(eye.InPicture(along, lid[along] + float.Lerp(top, bottom, row / (Rows - 1f))));
                (least, most) = (MathF.Min(least, luma), MathF.Max(most, luma));
            }

            sum += (most - least) / MathF.Max(1, most + least);
        }

        return sum / Columns;
    }
}
