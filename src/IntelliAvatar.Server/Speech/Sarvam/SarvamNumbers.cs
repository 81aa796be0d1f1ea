using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Sarvam;

/// <summary>"10000" → "10,000": without commas Sarvam reads a number of more than four digits digit by digit.</summary>
internal static partial class SarvamNumbers
{
    // Eight digits and more are telephone and account numbers, which are to be read digit by digit.
    public static string Group(string text) => Amount().Replace(text, match => int.Parse(match.Value).ToString("N0"));

    [GeneratedRegex(@"(?<![\p{L}\p{Nd}.,:/#+-])[1-9][0-9]{4,6}(?![\p{L}\p{Nd}:/-]|[.,][0-9])")]
    private static partial Regex Amount();
}
