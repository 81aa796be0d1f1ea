using System.Globalization;

namespace IntelliAvatar.Server.Storage;

/// <summary>Sizes as people write them: <c>1073741824</c>, <c>500 MB</c>, <c>2 GiB</c>.</summary>
public static class ByteSize
{
    private static readonly (string Unit, long Bytes)[] Units =
    [
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40),
        ("KB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000), ("B", 1), ("", 1),
    ];

    /// <returns>Null: it is no size.</returns>
    public static long? Parse(string text)
    {
        var (unit, bytes) = Array.Find(Units, known => text.Trim().EndsWith(known.Unit, StringComparison.OrdinalIgnoreCase));
        return decimal.TryParse(text.Trim()[..^unit.Length].Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number <= long.MaxValue / bytes ? (long)(number * bytes) : null;
    }

    public static string Text(long bytes) => bytes switch
    {
        >= 1L << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.#} GiB"),
        >= 1L << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 20):0.#} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, bytes) / 1024.0:0.#} KiB"),
    };
}
