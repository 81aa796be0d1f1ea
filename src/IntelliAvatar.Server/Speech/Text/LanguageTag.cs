using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text;

/// <summary>Language tags of RFC 5646, in lower case: hi, en-us, es-419.</summary>
internal static partial class LanguageTag
{
    private static readonly Dictionary<string, string> Replaced = new()
    {
        ["od"] = "or",
        ["zh"] = "cmn",
        ["no"] = "nb",
        ["iw"] = "he",
        ["in"] = "id",
        ["fil"] = "tl",
    };

    /// <summary>"hi_IN" → "hi-in", "od-IN" → "or-in"; null when it is no language tag at all.</summary>
    public static string? Normalise(string tag)
    {
        var plain = tag.Trim().Replace('_', '-').ToLowerInvariant();
        if (!Shape().IsMatch(plain))
        {
            return null;
        }

        var primary = Primary(plain);
        return Replaced.TryGetValue(primary, out var today) ? today + plain[primary.Length..] : plain;
    }

    public static string Primary(string tag) => tag.Split('-', 2)[0];

    /// <summary>How well something that speaks <paramref name="spoken"/> serves a wish for <paramref name="wanted"/>: 3 exactly, 2 the language without its region, 1 one region of the language, 0 not.</summary>
    public static int Fit(string wanted, string spoken) =>
        wanted == spoken ? 3
        : wanted.StartsWith(spoken + "-", StringComparison.Ordinal) ? 2
        : spoken.StartsWith(wanted + "-", StringComparison.Ordinal) || (Primary(wanted) == Primary(spoken)) ? 1
        : 0;

    [GeneratedRegex("^[a-z]{2,3}(-[a-z0-9]{1,8}){0,5}$", RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
