using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>
/// Endings of a case behind a sum of money, which the word for rupees takes over: ₹4,200 కోట్లకు, ₹5 கோடிக்கு, ₹500ಗೆ, ₹2 कोटींचा.
/// </summary>
internal static partial class MoneyCases
{
    /// <param name="Scale">As it stands without the ending; empty: none.</param>
    public readonly record struct Found(string Scale, string Case, int Length);

    public static Found? After(Sentence sentence, int at) =>
        PatternOf(sentence.Language)?.Match(sentence.Text, at) is { Success: true } match
        && (match.Groups["scale"].Success || match.Length > 0)
        ? new(ScaleOf(match.Groups["scale"].Value), match.Groups["case"].Value, match.Length) : null;

    /// <summary>The word for rupees with the ending.</summary>
    public static string Bend(string language, string currency, string ending) => language switch
    {
        "te" => (currency.EndsWith("లు", StringComparison.Ordinal) ? currency[..^1] : currency) + ending,
        "mr" => (currency.EndsWith("ये", StringComparison.Ordinal) ? $"{currency[..^1]}ां" : currency) + ending,
        "ta" => ending switch
        {
            "க்கு" or "த்துக்கு" or "த்திற்கு" => $"{currency}க்கு",
            "யை" or "த்தை" or "ஐ" => Vowel(currency, "ை"),
            "யில்" or "த்தில்" or "ல்" or "இல்" => Vowel(currency, "ில்"),
            "யாக" or "மாக" => Vowel(currency, "ாக"),
            _ => Vowel(currency, "ும்"),
        },
        "kn" => ending switch
        {
            "ಗೆ" or "ಕ್ಕೆ" or "ಗಳಿಗೆ" => $"{currency}ಗೆ",
            "ದ" or "ಯ" or "ಗಳ" => $"{currency}ಯ",
            "ವನ್ನು" or "ಯನ್ನು" => $"{currency}ಯನ್ನು",
            _ => $"{currency}ಯಲ್ಲಿ",
        },
        "bn" => currency + (ending is "র" or "ের" or "এর" ? "র" : "য\u09BC"),
        _ => currency + ending,
    };

    private static string Vowel(string currency, string sign) => currency.EndsWith('்') ? currency[..^1] + sign : currency + sign;

    private static string ScaleOf(string written) => written switch
    {
        "லட்ச" or "இலட்ச" => "லட்சம்",
        "ஆயிர" => "ஆயிரம்",
        "कोटीं" => "कोटी",
        "लाखां" => "लाख",
        "हजारां" => "हजार",
        _ => written,
    };

    private static Regex? PatternOf(string language) => language switch
    {
        "te" => Telugu(),
        "ta" => Tamil(),
        "kn" => Kannada(),
        "mr" => Marathi(),
        "bn" => Bengali(),
        _ => null,
    };

    [GeneratedRegex(@"\G(?:\s?(?<scale>కోట్ల|లక్షల|వేల)|[-\u200C]?)(?<case>కు|కి|లో|లోపు|తో|ను|నుండి|నుంచి|వరకు|చొప్పున)(?![\p{L}\p{M}])")]
    private static partial Regex Telugu();

    [GeneratedRegex(@"\G(?:\s?(?:(?<scale>கோடி)(?<case>க்கு|யை|யில்|யாக|யும்)|(?<scale>இ?லட்ச|ஆயிர)(?<case>த்துக்கு|த்திற்கு|த்தில்|" +
        @"த்தை|மாக|மும்))|[-\u200C]?(?<case>க்கு|ஐ|ல்|இல்))(?![\p{L}\p{M}])")]
    private static partial Regex Tamil();

    [GeneratedRegex(@"\G(?:\s?(?:(?<scale>ಕೋಟಿ)(?<case>ಗೆ|ಯ|ಯನ್ನು|ಯಲ್ಲಿ|ಗಳ|ಗಳಿಗೆ)|(?<scale>ಲಕ್ಷ|ಸಾವಿರ)(?<case>ಕ್ಕೆ|ದ|ವನ್ನು|ದಲ್ಲಿ))|" +
        @"[-\u200C]?(?<case>ಗೆ|ಕ್ಕೆ|ಯ|ರ))(?![\p{L}\p{M}])")]
    private static partial Regex Kannada();

    [GeneratedRegex(@"\G(?:\s?(?<scale>कोटीं|लाखां|हजारां)|[-\u200C]?)(?<case>चा|ची|चे|च्या|ना|नी|वर|पर्यंत|साठी|मध्ये|त|ला|हून|" +
        @"पेक्षा)(?![\p{L}\p{M}])")]
    private static partial Regex Marathi();

    [GeneratedRegex(@"\G(?:\s?(?<scale>কোটি|লাখ|লক্ষ|হাজার)|[-\u200C]?)(?<case>র|ের|এর|তে|ে|এ)(?![\p{L}\p{M}])")]
    private static partial Regex Bengali();
}
