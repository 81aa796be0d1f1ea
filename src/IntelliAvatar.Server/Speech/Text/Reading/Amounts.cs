using System.Globalization;
using System.Text.RegularExpressions;
using IntelliAvatar.Server.Speech.Text.Words;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>Numbers as people write them: 1,00,000 and 100,000 and 3.14.</summary>
internal static partial class Amounts
{
    /// <summary>A number with its groups, and its decimal fraction.</summary>
    public const string Number = @"(?<n>\d{1,3}(?:,\d{2,3}){0,8},\d{3}(?!\d)|\d{1,40})(?<f>\.\d{1,20}(?![\d]|\.\d))?";

    /// <summary>Another one, to which a range goes.</summary>
    public const string ToNumber = @"(?:(?:\s?[–—]\s?|-|\s-\s)(?<n2>\d{1,3}(?:,\d{2,3}){0,8},\d{3}(?!\d)|\d{1,40})(?<f2>\.\d{1,20}(?![\d]|\.\d))?)";

    public const string Scales =
        "lakh crores?|लाख करोड़|thousand|lakhs?|lacs?|Lakhs?|Lacs?|crores?|Crores?|million|billion|trillion|[KkMBTL]|[Mm]n|[Bb]n|[Tt]n|[Cc]r|" +
        "हज़ार|हजार|लाख|करोड़|कोटी|হাজার|লক্ষ|লাখ|কোটি|લાખ|કરોડ|ਲੱਖ|ਕਰੋੜ|ஆயிரம்|லட்சம்|கோடி|వేలు?|లక్షలు?|లక్ష|కోట్లు?|కోటి|ಸಾವಿರ|ಲಕ್ಷ|ಕೋಟಿ|ലക്ഷം|കോടി|لاکھ|کروڑ";

    /// <param name="preferIndian">Without groups that tell it is in lakh and crore.</param>
    /// <param name="beforeNoun">What is counted follows.</param>
    public static string Say(Sentence sentence, Group whole, Group fraction, bool preferIndian = false, bool beforeNoun = false) =>
        Say(sentence, whole.Value, fraction.Success ? fraction.Value : "", preferIndian, beforeNoun);

    public static string Say(Sentence sentence, string whole, string fraction, bool preferIndian = false, bool beforeNoun = false)
    {
        var numbers = sentence.Words.Numbers;
        var digits = whole.Replace(",", "", StringComparison.Ordinal);
        if (!sentence.Words.HasNumbers)
        {
            return digits + fraction;
        }

        var commas = whole.Count(c => c == ',');
        var indian = !sentence.IsEnglish || Indian().IsMatch(whole) || (preferIndian && (commas == 0 || (commas == 1 && whole.IndexOf(',', StringComparison.Ordinal) < 3)));
        var said = digits.Length > NumberWords.MostDigits
            ? numbers.Digits(digits)
            : numbers.Cardinal(long.Parse(digits, CultureInfo.InvariantCulture), beforeNoun && fraction.Length == 0, indian);
        return fraction.Length == 0 ? said : $"{said} {sentence.Words.Point} {numbers.Digits(fraction[1..])}";
    }

    /// <summary>The word of a scale in the sentence's language; what is written when it has none of its own.</summary>
    public static string Scale(Sentence sentence, string written)
    {
        var name = written switch
        {
            "K" or "k" or "thousand" => "thousand",
            "M" or "m" or "million" or "Mn" or "mn" => "million",
            "B" or "billion" or "Bn" or "bn" => "billion",
            "T" or "trillion" or "Tn" or "tn" => "trillion",
            "lakh crore" or "lakh crores" => $"{Scale(sentence, "lakh")} {Scale(sentence, "crore")}",
            "L" => "lakh",
            "Cr" or "cr" => "crore",
            _ when written.StartsWith("la", StringComparison.OrdinalIgnoreCase) => "lakh",
            _ when written.StartsWith("crore", StringComparison.OrdinalIgnoreCase) => "crore",
            _ => "",
        };
        return name.Contains(' ', StringComparison.Ordinal) ? name : sentence.Words.Signs.GetValueOrDefault(name) ?? written;
    }

    [GeneratedRegex(@"^\d{1,2}(?:,\d\d)+,\d{3}$")]
    private static partial Regex Indian();
}
