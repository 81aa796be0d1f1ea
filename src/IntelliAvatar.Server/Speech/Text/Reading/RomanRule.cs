using System.Text.RegularExpressions;
using IntelliAvatar.Server.Speech.Text.Words;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>Roman numerals behind names and what is counted with them: Henry VIII, Chapter IV, World War II.</summary>
internal static partial class RomanRule
{
    private static readonly HashSet<string> Counted = new(
        ("chapter part section volume book act scene war phase class grade type stage level title article appendix unit " +
        "module step season episode schedule standard std bowl round tier group paper semester category figure table mark " +
        "statement assertion proposition column list annexure annex item entry clause rule theorem lemma quadrant region " +
        "zone period block row plate option gr number vol ch chap sec pt art sch fig app exercise lesson canto division form " +
        "अध्याय भाग कक्षा खंड खण्ड चरण युद्ध इयत्ता स्तर टाइप ग्रेड पार्ट क्लास यूनिट चैप्टर सेमेस्टर वॉर শ্রেণি শ্রেণী " +
        "অধ্যায় খণ্ড পর্ব ভাগ বিশ্বযুদ্ধ தொகுதி வகுப்பு பகுதி அலகு போர் భాగం తరగతి అధ్యాయం యూనిట్ యుద్ధం ಭಾಗ ತರಗತಿ ಅಧ್ಯಾಯ " +
        "ಘಟಕ ಯುದ್ಧ").Split(' '), StringComparer.OrdinalIgnoreCase);

    // Counted by ordinals in India: III year, V semester.
    private static readonly HashSet<string> Ordinals = new("year yr semester sem floor standard std prize PUC language century centuries c summit dynasty battalion edition class rank place trimester term शताब्दी सदी शतक শতাব্দী শতক".Split(' '),
        StringComparer.OrdinalIgnoreCase);

    // IV is a drip there.
    private static readonly HashSet<string> Dripped = new("fluid fluids drip line injection injections antibiotics therapy bag access infusion cannula set needle medicine".Split(' '));

    private static readonly HashSet<string> Rulers =
    [
        "Henry", "Elizabeth", "Louis", "George", "Charles", "Edward", "James", "William", "Richard", "Philip", "Paul", "Francis", "Frederick", "Friedrich", "Nicholas", "Peter",
        "Catherine", "Ivan", "Napoleon", "Alexander", "Ramesses", "Otto", "Pius", "Benedict", "Leo", "Gregory", "Innocent", "Mary", "Victoria", "Xerxes", "Darius", "Wilhelm",
        "लुई", "लुइस", "चार्ल्स", "जॉर्ज", "एडवर्ड", "हेनरी", "एलिज़ाबेथ", "एलिजाबेथ", "विलियम", "जेम्स", "रिचर्ड", "फिलिप", "फ़िलिप", "पॉल", "फ्रांसिस", "फ़्रांसिस", "नेपोलियन", "निकोलस", "पीटर", "कैथरीन", "विल्हेम",
        "बेनेडिक्ट", "पायस", "लियो", "इवान", "अकबर", "आलम", "शाह", "चंद्रगुप्त", "पुलकेशिन", "लुईस", "हेन्री", "লুই", "চার্লস", "জর্জ", "এডওয়ার্ড", "এডওয়ার্ড", "হেনরি", "এলিজাবেথ", "নেপোলিয়ন", "পিটার",
        "லூயி", "சார்லஸ்", "ஜார்ஜ்", "ஹென்றி", "எலிசபெத்", "எட்வர்ட்", "లూయీ", "చార్లెస్", "జార్జ్", "హెన్రీ", "ఎలిజబెత్", "ಲೂಯಿ", "ಚಾರ್ಲ್ಸ್", "ಜಾರ್ಜ್", "ಹೆನ್ರಿ", "ಎಲಿಜಬೆತ್",
        "Akbar", "Krishnaraja", "Chandragupta", "Pulakeshin", "Bahadur", "Shah", "Alam", "Harald", "Olaf", "Carl", "Gustav", "Margaret", "Clement", "Urban", "Juan", "Alfonso",
    ];

    public static Said? Read(Sentence sentence, int at)
    {
        if (!sentence.Words.HasNumbers || Find(sentence.Text, at) is not { } first)
        {
            return null;
        }

        var said = Say(sentence, first);
        if (SectionBehind().IsMatch(sentence.Text, at + first.Length))
        {
            return new(said, first.Length + 1);
        }

        var to = Range().Match(sentence.Text, at + first.Length);
        return to.Success && Find(sentence.Text, at + first.Length + to.Length) is { } last
            ? new($"{sentence.Words.From(said)} {Say(sentence, last)}", first.Length + to.Length + last.Length)
            : new(said, first.Length);
    }

    /// <summary>Whether a Roman numeral follows such a word.</summary>
    public static bool Names(string word) => Rulers.Contains(word) || Counted.Contains(word) || Counted.Contains(Singular(word));

    /// <summary>Whether a Roman numeral begins here.</summary>
    public static bool Is(string text, int at) => Find(text, at) is not null;

    private sealed record Numeral(int Value, int Length, bool OfRuler, bool IsOrdinal);

    private static string Say(Sentence sentence, Numeral numeral) => !sentence.IsEnglish && numeral.OfRuler ? IndianOrdinals.OfRuler(sentence, numeral.Value)
        : !sentence.IsEnglish && numeral.IsOrdinal ? IndianOrdinals.OfCentury(sentence, numeral.Value)
        : !sentence.IsEnglish ? sentence.Words.Numbers.Cardinal(numeral.Value)
        : numeral.OfRuler ? $"the {EnglishNumbers.Ordinal(numeral.Value)}"
        : numeral.IsOrdinal ? EnglishNumbers.Ordinal(numeral.Value)
        : sentence.Words.Numbers.Cardinal(numeral.Value);

    private static Numeral? Find(string text, int at)
    {
        if (Roman().Match(text, at) is not { Success: true, Value: var written } || ValueOf(written) is not { } number)
        {
            return null;
        }

        // "I, II and III year": what is counted stands behind the last, and a lone I, V or X is a numeral where greater ones follow.
        var list = Rising().Match(text, at + written.Length);
        var rises = list.Success && ValueOf(list.Groups["next"].Value) is { } next && next > number && list.Groups["next"].Length > 1;
        var follows = Following().Match(text, at + written.Length + (rises ? list.Length : 0)).Groups["word"].Value;
        var before = Preceding().Match(text[Math.Max(0, at - 40)..at]);
        var word = before.Groups["word"].Value;
        if (before.Groups["point"].Success && !Counted.Contains(word))
        {
            return (word is "No" or "Nos" or "no" or "NO" && written.Length > 1) ? new(number, written.Length, false, false)
                : rises ? new(number, written.Length, false, Ordinals.Contains(follows)) : null;
        }

        // I is a person, V and X are letters: they need a word that is counted.
        var named = word.Length > 1 && char.IsAsciiLetterUpper(word[0]) && written.Length >= 2 && written is not ("XL" or "XXL")
            && (!Abbreviations.Starts(word) || rises) && !(written == "IV" && Dripped.Contains(follows));
        if (Names(word) || named || (word == "playing" && written == "XI"))
        {
            return new(number, written.Length, Rulers.Contains(word), false);
        }

        if (Ordinals.Contains(follows) && (number > 1 || rises || follows is not ("language" or "class" or "rank" or "place" or "term" or "c")))
        {
            return new(number, written.Length, false, true);
        }

        if (rises)
        {
            return new(number, written.Length, false, false);
        }

        // "Parts I, II and III": numbers that rise; "and I" is a person.
        return Listed().Match(text[Math.Max(0, at - 24)..at]) is { Success: true } listed
            && Find(text, at - listed.Length) is { } first && first.Value < number && written != "L"
            ? first with { Value = number, Length = written.Length }
            : null;
    }

    private static string Singular(string word) => word.EndsWith("sses", StringComparison.Ordinal) ? word[..^2]
        : word.EndsWith("ies", StringComparison.Ordinal) ? $"{word[..^3]}y" : word.TrimEnd('s');

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
    [GeneratedRegex(@"\G(?<![\p{L}\p{M}\d.'’])(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?![\p{L}\p{M}\d'’]|-(?![IVXL]+(?![\p{L}\d])|[A-H](?![\p{L}\d])))")]
    private static partial Regex Roman();

    [GeneratedRegex(@"\G(?:(?:, ?(?:(?:and|or|&) )?| (?:and|or|to|&|और|से|या|तथा|व|आणि) | ?/ ?)(?:(?<next>[IVXL]{1,7})|(?!))(?![\p{L}\p{M}\d'’]))(?:(?:, ?(?:(?:and|or|&) )?| (?:and|or|&|और|या|तथा|व|आणि) | ?/ ?)[IVXL]{1,7}(?![\p{L}\p{M}\d'’])){0,6}")]
    private static partial Regex Rising();

    // Class IX-B
    [GeneratedRegex(@"\G-(?=[A-H](?![\p{L}\p{M}\d]))")]
    private static partial Regex SectionBehind();

    [GeneratedRegex(@"\G\s?[-–—]\s?(?=[IVXL])")]
    private static partial Regex Range();

    [GeneratedRegex(@"(?<word>[\p{L}\p{M}]+)(?<point>\.)?[ -]?$")]
    private static partial Regex Preceding();

    [GeneratedRegex(@"\G ?(?<word>[\p{L}\p{M}]*)")]
    private static partial Regex Following();

    [GeneratedRegex(@"(?<![\p{L}\p{M}\d])[IVXL]{1,7}(?:, ?(?:(?:and|or|&) )?| (?:and|or|to|through|till|&|और|से|तथा|एवं|व|या|आणि|ते|এবং|ও|மற்றும்|మరియు|ಮತ್ತು) | ?[-–—/] ?)$")]
    private static partial Regex Listed();
}
