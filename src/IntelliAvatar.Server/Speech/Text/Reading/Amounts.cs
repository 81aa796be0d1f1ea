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
        "lakh crores?|लाख करोड़|लाख कोटी|লক্ষ কোটি|লাখ কোটি|[Tt]housand|[Ll]akhs?|LAKHS?|[Ll]acs?|LACS?|[Cc]rores?|CRORES?|[Mm]illion|[Bb]illion|[Tt]rillion|[KkMBTL]|[Mm]n|[Bb]n|[Tt]n|[Cc]rs?|CR|" +
        "हज़ार|हजार|लाख|करोड़|कोटी|अरब|खरब|अब्ज|হাজার|লক্ষ|লাখ|কোটি|લાખ|કરોડ|ਲੱਖ|ਕਰੋੜ|ஆயிரம்|இலட்சம்|லட்சம்|கோடி|వేలు?|వేల|లక్షలు?|లక్షల|లక్ష|కోట్లు?|కోట్ల|కోటి|ಸಾವಿರ|ಲಕ್ಷ|ಕೋಟಿ|ലക്ഷം|കോടി|لاکھ|کروڑ";

    private static readonly Dictionary<string, long> Sizes = new() { ["thousand"] = 1_000, ["lakh"] = 100_000, ["crore"] = 10_000_000 };

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

    /// <summary>A number with its scale: 5 lakh, 2.5 Cr.</summary>
    /// <param name="counted">What is counted follows.</param>
    public static string Scaled(Sentence sentence, string whole, string fraction,
        string scale, bool preferIndian = false, bool counted = false) =>
        fraction.Length == 0 && ValueOf(sentence, whole, scale) is { } value
            ? sentence.Words.Numbers.Cardinal(value, counted)
            : $"{Say(sentence, whole, fraction, preferIndian, beforeNoun: sentence.Language == "te")} {Scale(sentence, scale)}";

    /// <summary>One crore twenty-five lakh: parts that each have a scale.</summary>
    public static string Scaled(Sentence sentence, IReadOnlyList<(string Whole, string Scale)> parts, bool counted)
    {
        var values = parts.Select(part => ValueOf(sentence, part.Whole, part.Scale)).ToList();
        return values.All(value => value is not null)
            ? sentence.Words.Numbers.Cardinal(values.Sum()!.Value, counted)
            : string.Join(' ', parts.Select(part => Scaled(sentence, part.Whole, "", part.Scale)));
    }

    /// <summary>The word of a scale in the sentence's language; what is written when it has none of its own.</summary>
    public static string Scale(Sentence sentence, string written)
    {
        var name = NameOf(written);
        if (written.Contains(' ', StringComparison.Ordinal))
        {
            return string.Join(' ', written.Split(' ').Select(part => Scale(sentence, part)));
        }

        // Only Telugu bends it before what is counted.
        return char.IsAsciiLetter(written[0]) || sentence.Language == "te"
            ? sentence.Words.Signs.GetValueOrDefault(name) ?? written : written;
    }

    /// <summary>What a number with a scale comes to, if the language says it as one number.</summary>
    private static long? ValueOf(Sentence sentence, string whole, string scale)
    {
        var joins = sentence.Words.Numbers is JoinedNumbers;
        var digits = whole.Replace(",", "", StringComparison.Ordinal);
        if (!sentence.Words.HasNumbers || sentence.Words.Numbers is DigitNumbers || digits.Length > 5 || !Sizes.TryGetValue(NameOf(scale), out var size)
            || !(joins || char.IsAsciiLetter(scale[0])))
        {
            return null;
        }

        var count = long.Parse(digits, CultureInfo.InvariantCulture);
        return count == 0 || (count >= 100 && size < 10_000_000) ? null : count * size;
    }

    private static string NameOf(string written) => written switch
    {
        "K" or "k" or "thousand" or "Thousand" or "हज़ार" or "हजार" or "হাজার" or "ஆயிரம்" or "వేల" or "వేలు" or "ಸಾವಿರ" => "thousand",
        "M" or "m" or "million" or "Million" or "Mn" or "mn" => "million",
        "B" or "billion" or "Billion" or "Bn" or "bn" => "billion",
        "T" or "trillion" or "Trillion" or "Tn" or "tn" => "trillion",
        "L" or "लाख" or "লাখ" or "লক্ষ" or "லட்சம்" or "இலட்சம்" or "లక్ష" or "లక్షలు" or "లక్షల" or "ಲಕ್ಷ" => "lakh",
        "करोड़" or "कोटी" or "কোটি" or "கோடி" or "కోటి" or "కోట్లు" or "కోట్ల" or "ಕೋಟಿ" => "crore",
        _ when written.StartsWith("cr", StringComparison.OrdinalIgnoreCase) => "crore",
        _ when written.StartsWith("la", StringComparison.OrdinalIgnoreCase) => "lakh",
        _ => "",
    };

    [GeneratedRegex(@"^\d{1,2}(?:,\d\d)+,\d{3}$")]
    private static partial Regex Indian();
}
