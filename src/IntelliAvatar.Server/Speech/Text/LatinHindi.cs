using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text;

/// <summary>Tells Hindi that is written in Latin letters, as in messages: aaj hum aapko batayenge.</summary>
internal static partial class LatinHindi
{
    private const int FewestSure = 2;
    private const double Share = 0.4, SureShare = 0.2;

    /// <summary>Frequent words that hardly occur in other languages with these letters.</summary>
    private static readonly HashSet<string> Sure = new(StringComparer.OrdinalIgnoreCase)
    {
        "hai", "hain", "hoon", "nahi", "nahin", "kya", "kaise", "kaisa", "kaisi", "kyun", "kyon", "kyunki", "kahan", "kitna", "kitne",
        "kitni", "aap", "aapka", "aapki", "aapke", "aapko", "aapne", "humein", "hamein", "hamara", "hamari", "hamare", "humne", "mujhe",
        "tumhara", "yeh", "woh", "iska", "iski", "iske", "uska", "uski", "uske", "isme", "ismein", "liye", "aur", "lekin", "bhi", "karna",
        "karne", "karte", "karta", "karti", "karenge", "karein", "kijiye", "dijiye", "hoga", "hogi", "honge", "gaya", "gayi", "gaye",
        "aaj", "bahut", "bohot", "accha", "achha", "acha", "achhi", "namaste", "doston", "chahiye", "sakte", "sakta", "sakti", "apna",
        "apne", "apni", "wala", "wale", "wali", "abhi", "kuch", "phir", "jaldi", "batayenge", "dekhiye", "dekhte", "milega", "milegi",
        "seekhenge", "rahe", "rahi", "raha", "dhanyavaad", "shukriya", "kripya", "samay", "subah", "shaam", "baje", "sirf", "saath",
        "zaroor", "chahte", "mein", "tak", "hum",
    };

    /// <summary>Others, which are words elsewhere, too.</summary>
    private static readonly HashSet<string> Possible = new(StringComparer.OrdinalIgnoreCase)
    {
        "ke", "ki", "ka", "ko", "se", "par", "pe", "ne", "ek", "do", "toh", "to", "jo", "yah", "tha", "thi", "the", "kar", "kal", "ab",
        "na", "hi", "is", "us", "mera", "meri", "mere", "sab", "din",
    };

    /// <summary>At least two words, and two of five, are Hindi: English with a few of them is not.</summary>
    public static bool Is(string text)
    {
        var words = Words().Matches(text).Select(match => match.Value).ToList();
        var sure = words.Where(Sure.Contains).ToList();
        var hindi = sure.Count + words.Count(Possible.Contains);
        return sure.Distinct(StringComparer.OrdinalIgnoreCase).Count() >= FewestSure
            && sure.Count >= SureShare * words.Count && hindi >= Share * words.Count;
    }

    [GeneratedRegex(@"\p{L}[\p{L}\p{M}]*")]
    private static partial Regex Words();
}
