using System.Globalization;
using IntelliAvatar.LipSync.Articulation;

namespace IntelliAvatar.Server.Speech.Flite;

/// <summary>What <c>flite -psdur</c> prints: a line an utterance of <c>phone:end</c>, each line counting from 0 s.</summary>
internal static class FliteTimings
{
    /// <returns>Phones from 0 s and a closing pause; null when this is not that.</returns>
    public static IReadOnlyList<Phone>? Parse(string printed)
    {
        var phones = new List<Phone>();
        double start = 0;
        foreach (var line in printed.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var lineStart = start;
            foreach (var entry in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var colon = entry.LastIndexOf(':');
                if (colon <= 0 || !double.TryParse(entry.AsSpan(colon + 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var end))
                {
                    return null;
                }

                phones.Add(new Phone(start, PhoneShapes.FromArpabet(entry[..colon])));
                start = lineStart + end;
            }
        }

        phones.Add(new Phone(start, ""));
        return phones;
    }
}
