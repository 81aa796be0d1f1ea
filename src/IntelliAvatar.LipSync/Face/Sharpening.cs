namespace IntelliAvatar.LipSync.Face;

/// <summary>Gives back about the sharpness that resampling takes: unsharp mask over a 3×3 binomial blur.</summary>
public static class Sharpening
{
    private const float Amount = 0.45f;

    /// <param name="values">Rows without padding.</param>
    /// <param name="mask">Pixels count as present where this is above 0; at the edge of what is present nothing is sharpened.</param>
    /// <param name="into">Receives the result.</param>
    /// <param name="width">Of all three.</param>
    /// <param name="height">Of all three.</param>
    public static void Apply(ReadOnlySpan<float> values, ReadOnlySpan<float> mask, Span<float> into, int width, int height)
    {
        values[..(width * height)].CopyTo(into);
        for (var y = 1; y < height - 1; y++)
        {
            for (var i = (y * width) + 1; i < ((y + 1) * width) - 1; i++)
            {
                if (mask[i] <= 0 || mask[i - 1] <= 0 || mask[i + 1] <= 0 || mask[i - width] <= 0 || mask[i + width] <= 0)
                {
                    continue;
                }

                var sides = values[i - 1] + values[i + 1] + values[i - width] + values[i + width];
                var corners = values[i - width - 1] + values[i - width + 1] + values[i + width - 1] + values[i + width + 1];
                var blurred = (0.25f * values[i]) + (0.125f * sides) + (0.0625f * corners);
                into[i] = values[i] + (Amount * (values[i] - blurred));
            }
        }
    }
}
