using System.Text.RegularExpressions;
using IntelliAvatar.Server.Speech.Text.Words;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>Roman numerals behind names and what is counted with them: Henry VIII, Chapter IV, World War II.</summary>
internal static partial class RomanRule
{
    private static readonly HashSet<string> Counted = new(StringComparer.OrdinalIgnoreCase)
    {
        "chapter", "part", "section", "volume", "book", "act", "scene", "war", "phase", "class", "grade", "type", "stage", "level", "title", "article", "appendix", "unit",
        "module", "step", "season", "episode", "schedule", "standard", "std", "bowl", "round", "tier", "group", "paper", "semester", "category", "figure", "table", "mark",
        "अध्याय", "भाग", "कक्षा", "खंड", "चरण", "युद्ध", "इयत्ता", "শ্রেণি", "অধ্যায়", "தொகுதி", "భాగం", "ಭಾಗ", "ತರಗತಿ", "తరగతి", "வகுப்பு",
    };

    private static readonly HashSet<string> Rulers =
    [
        "Henry", "Elizabeth", "Louis", "George", "Charles", "Edward", "James", "William", "Richard", "Philip", "Paul", "Francis", "Frederick", "Friedrich", "Nicholas", "Peter",
        "Catherine", "Ivan", "Napoleon", "Alexander", "Ramesses", "Otto", "Pius", "Benedict", "Leo", "Gregory", "Innocent", "Mary", "Victoria", "Xerxes", "Darius", "Wilhelm",
        "Akbar", "Krishnaraja", "Chandragupta", "Pulakeshin", "Bahadur", "Shah", "Alam", "Harald", "Olaf", "Carl", "Gustav", "Margaret", "Clement", "Urban", "Juan", "Alfonso",
    ];

    public static Said? Read(Sentence sentence, int at)
    {
        if (!sentence.Words.HasNumbers || Roman().Match(sentence.Text, at) is not { Success: true, Value: var written } || ValueOf(written) is not { } number)
        {
            return null;
        }

        var before = sentence.WordBefore(at);
        var ruler = Rulers.Contains(before);
        var named = before.Length > 1 && char.IsAsciiLetterUpper(before[0]) && written.Length >= 2 && written is not ("XL" or "XXL");
        if (!ruler && !Counted.Contains(before) && !named)
        {
            return null;
        }

        var said = ruler && sentence.IsEnglish ? $"the {EnglishNumbers.Ordinal(number)}" : sentence.Words.Numbers.Cardinal(number);
        return new(said, written.Length);
    }

    /// <summary>Whether a Roman numeral follows such a word.</summary>
    public static bool Names(string word) => Rulers.Contains(word) || Counted.Contains(word);

    private static int? ValueOf(string written)
    {
        var total = 0;
        for (var i = 0; i < written.Length; i++)
        {
            var value = Digit(written[i]);
            total += i + 1 < written.Length && Digit(written[i + 1]) > value ? -value : value;
        }

        return total is >= 1 and < 60 ? total : null;
    }

    private static int Digit(char c) => c switch { 'I' => 1, 'V' => 5, 'X' => 10, _ => 50 };

    // Only what is written the one right way: not IIII, not VX.
    [GeneratedRegex(@"\G(?<=[\p{L}\p{M}] )(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?![\p{L}\p{M}\d'’-])")]
    private static partial Regex Roman();
}
