namespace IntelliAvatar.Server.Media;

/// <summary>What the numbers of a picture mean (ITU-T H.273), in ffmpeg's words; null = the file does not say.</summary>
/// <param name="Range"><c>tv</c> (16…235) or <c>pc</c> (0…255).</param>
/// <param name="Matrix">How RGB became YUV, e.g. <c>bt709</c>.</param>
/// <param name="Primaries">Which red, green and blue, e.g. <c>bt709</c>.</param>
/// <param name="Transfer">How light became numbers, e.g. <c>bt709</c>.</param>
public sealed record ColourTags(string? Range, string? Matrix, string? Primaries, string? Transfer)
{
    public static ColourTags Unknown { get; } = new(null, null, null, null);

    public static ColourTags Bt709 { get; } = new("tv", "bt709", "bt709", "bt709");

    /// <summary>PQ (SMPTE ST 2084) and HLG (ARIB STD-B67) are the transfers of high dynamic range.</summary>
    public bool IsHighDynamicRange => Transfer is "smpte2084" or "arib-std-b67";

    /// <summary>The filter that writes these tags on every frame, from where the encoder takes them; null when there is nothing to write.</summary>
    internal string? Filter
    {
        get
        {
            string?[] parts =
            [
                Range is null ? null : $"range={Range}",
                Matrix is null ? null : $"colorspace={Matrix}",
                Primaries is null ? null : $"color_primaries={Primaries}",
                Transfer is null ? null : $"color_trc={Transfer}",
            ];
            var said = string.Join(':', parts.Where(part => part is not null));
            return said.Length == 0 ? null : "setparams=" + said;
        }
    }
}
