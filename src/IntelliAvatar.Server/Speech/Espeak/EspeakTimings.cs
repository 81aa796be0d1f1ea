using System.Globalization;
using IntelliAvatar.LipSync.Articulation;

namespace IntelliAvatar.Server.Speech.Espeak;

/// <summary>What espeak-voice prints: a line a phone, <c>start-seconds IPA</c>; a line without IPA is a pause.</summary>
internal static class EspeakTimings
{
    /// <returns>Null when this is not that.</returns>
    public static IReadOnlyList<Phone>? Parse(string printed)
    {
        var phones = new List<Phone>();
        foreach (var line in printed.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var space = line.IndexOf(' ');
            if (space < 0 || !double.TryParse(line.AsSpan(0, space), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var start))
            {
                return null;
            }

            var symbol = line[(space + 1)..].Trim();
            phones.Add(new Phone(start, symbol.StartsWith('_') ? "" : symbol));
        }

        return phones.Count > 0 ? phones : null;
    }
}
