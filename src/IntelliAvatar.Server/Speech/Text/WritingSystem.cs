using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text;

/// <summary>What the letters of a text say about its language.</summary>
internal static partial class WritingSystem
{
    private sealed record Script(string Name, int First, int Last, params string[] Languages);

    // Ranges of the Unicode blocks; the first language is the likeliest.
    private static readonly Script[] Scripts =
    [
        new("Latin", 0x41, 0x24F, "en"),
        new("Greek", 0x370, 0x3FF, "el", "grc"),
        new("Cyrillic", 0x400, 0x52F, "ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "tt", "ba", "cv", "nog"),
        new("Armenian", 0x530, 0x58F, "hy", "hyw"),
        new("Hebrew", 0x590, 0x5FF, "he"),
        new("Arabic", 0x600, 0x77F, "ar", "ur", "fa", "sd", "ug", "ku"),
        new("Devanagari", 0x900, 0x97F, "hi", "mr", "ne", "kok", "sa"),
        new("Bengali", 0x980, 0x9FF, "bn", "as", "bpy"),
        new("Gurmukhi", 0xA00, 0xA7F, "pa"),
        new("Gujarati", 0xA80, 0xAFF, "gu"),
        new("Odia", 0xB00, 0xB7F, "or"),
        new("Tamil", 0xB80, 0xBFF, "ta"),
        new("Telugu", 0xC00, 0xC7F, "te"),
        new("Kannada", 0xC80, 0xCFF, "kn"),
        new("Malayalam", 0xD00, 0xD7F, "ml"),
        new("Sinhala", 0xD80, 0xDFF, "si"),
        new("Thai", 0xE00, 0xE7F, "th"),
        new("Myanmar", 0x1000, 0x109F, "my", "shn"),
        new("Georgian", 0x10A0, 0x10FF, "ka"),
        new("Ethiopic", 0x1200, 0x137F, "am"),
        new("Cherokee", 0x13A0, 0x13FF, "chr"),
        new("Latin", 0x1E00, 0x1EFF, "vi", "en"),
        new("Greek", 0x1F00, 0x1FFF, "grc", "el"),
        new("Japanese", 0x3040, 0x30FF, "ja"),
        new("Chinese", 0x4E00, 0x9FFF, "cmn", "yue", "ja", "hak"),
        new("Korean", 0xAC00, 0xD7A3, "ko"),
    ];

    // Letters that the script's first language does not have.
    private static readonly SearchValues<char> Urdu = SearchValues.Create("ٹڈڑےںھ");
    private static readonly SearchValues<char> Persian = SearchValues.Create("پچژگی");
    private static readonly SearchValues<char> Assamese = SearchValues.Create("ৰৱ");
    private static readonly SearchValues<char> Ukrainian = SearchValues.Create("іїєґІЇЄҐ");

    // Words that make a sentence English, whatever names stand in it.
    private static readonly HashSet<string> EnglishWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "the", "a", "an", "of", "to", "in", "on", "at", "by", "for", "from", "with", "is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "can", "could", "should",
        "and", "or", "but", "if", "not", "this", "that", "these", "those", "it", "its", "he", "she", "they", "we", "you", "i", "my", "your", "our", "his", "her", "their", "what", "when",
        "where", "who", "how", "why", "please", "then", "than", "as", "do", "does", "did", "there", "here", "about", "into", "after", "before", "only", "also", "means", "say", "said", "called",
    };

    /// <summary>The languages that the text may be in, the likeliest first: those of the script that most of its words are in.</summary>
    /// <remarks>Voices for other scripts read Latin words, too. So names and terms in Latin letters do not make a Hindi text English, not even when they are the most; English grammar does.</remarks>
    public static IReadOnlyList<string> LanguagesOf(string text)
    {
        var count = new Dictionary<Script, int>();
        var english = 0;
        foreach (var word in WordsIn(text))
        {
            if (ScriptsIn(word).ToList() is not { Count: > 0 } letters)
            {
                continue;
            }

            var script = letters.GroupBy(letter => letter).MaxBy(group => group.Count())!.Key;
            // A letter of its own is a sign, as in 5 Ω; in Chinese and Japanese, which put no blanks, each is a word.
            var weight = script.Name is "Chinese" or "Japanese" ? letters.Count : letters.Count == 1 && script.Name == "Greek" ? 0 : 1;
            count[script] = count.GetValueOrDefault(script) + weight;
            english += EnglishWords.Contains(word) ? 1 : 0;
        }

        if (count.Values.Sum() == 0)
        {
            return count.Keys.FirstOrDefault()?.Languages ?? ["en"];
        }

        var latin = count.Where(pair => pair.Key.Name == "Latin").Sum(pair => pair.Value);
        var foreign = count.Where(pair => pair.Key.Name != "Latin").OrderByDescending(pair => pair.Value).FirstOrDefault();
        // Where English words are mixed in by the sentence, from Arabic to Malayalam.
        var mixes = foreign.Key is { First: >= 0x600 and <= 0xDFF };
        return foreign.Value > 0 && (foreign.Value >= latin || (mixes && foreign.Value >= 2 && foreign.Value > english && 4 * foreign.Value >= latin))
            ? Likeliest(text, foreign.Key.Languages)
            : latin > 0 ? Likeliest(text, count.Where(pair => pair.Key.Name == "Latin").MaxBy(pair => pair.Value).Key.Languages) : ["en"];
    }

    /// <summary>Whether a voice for the language reads this letter: its own letters, and Latin ones.</summary>
    public static bool IsReadIn(Rune letter, string language) =>
        Array.Find(Scripts, script => letter.Value >= script.First && letter.Value <= script.Last) is not { } script
            ? letter.Value is >= 0x250 and < 0x370 || !Array.Exists(Scripts, known => known.Languages.Contains(language) && known.Name != "Latin") && language != "en"
            : script.Name == "Latin" || script.Languages.Contains(language) || (script.Name == "Chinese" && language == "ko");

    /// <summary>Whether the text has not one letter of those that the language is written in, though it is not written in Latin letters: it is read as English then.</summary>
    public static bool IsRomanised(string text, string language)
    {
        var own = Scripts.Where(script => script.Languages.Contains(LanguageTag.Primary(language)) && script.Name != "Latin").ToList();
        var letters = ScriptsIn(text).ToList();
        return own.Count > 0 && letters.Count > 0 && letters.TrueForAll(script => script.Name == "Latin") && WordsIn(text).Count(word => word.Length > 1) >= 3;
    }

    private static IEnumerable<string> WordsIn(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var inWord = i < text.Length && (Reading.Sentence.IsWord(text[i]) || char.IsSurrogate(text[i]));
            // Where no blanks are put, a word ends where another script begins.
            var changes = inWord && start >= 0 && (text[i] < '\u0250') != (text[i - 1] < '\u0250');
            if (start >= 0 && (!inWord || changes))
            {
                yield return text[start..i];
                start = -1;
            }

            if (inWord && start < 0)
            {
                start = i;
            }
        }
    }

    /// <summary>The name of the script when the text is written in one that the language is not; null when it can be read out in that language.</summary>
    public static string? ForeignScript(string text, string language)
    {
        var primary = LanguageTag.Primary(language);
        var seen = ScriptsIn(text).Distinct().ToList();
        // Every engine reads Latin letters and digits; a language that is not in the table is written in Latin letters itself.
        return seen.Count == 0 || seen.Any(script => script.Name == "Latin" || script.Languages.Contains(primary)) ? null : seen[0].Name;
    }

    // Words and endings that Hindi does not have. Nepali's are few, since it shares most of its words with Hindi.
    private static readonly HashSet<string> MarathiWords =
    [
        "आहे", "आहेत", "आहात", "आणि", "नाही", "नाहीत", "मला", "माझे", "माझा", "माझी", "माझ्या", "तुम्ही", "तुमचे", "तुमचा", "तुमची", "तुमच्या", "आम्ही", "आमचे", "आमच्या", "आपले", "आपल्या", "त्या",
        "त्याने", "तिने", "झाले", "झाला", "झाली", "केले", "केली", "करा", "करू", "म्हणजे", "म्हणून", "असे", "असते", "येथे", "पाहिजे", "हवे",
        "हवेत", "होईल", "किंवा", "कृपया", "सर्व", "आता", "उद्या", "मी",
    ];

    private static readonly string[] MarathiEndings = ["च्या", "साठी", "मध्ये", "पर्यंत", "ांना", "ांनी", "ांचे", "ांची", "ातील", "ाच्या"];

    private static readonly HashSet<string> NepaliWords = ["छ", "छन्", "छु", "छैन", "हुन्छ", "गर्छ", "गर्नुहोस्", "तपाईं", "हामी", "भने", "थियो", "र", "छौं"];

    private static readonly HashSet<string> HindiWords =
    [
        "है", "हैं", "हूँ", "हूं", "का", "की", "के", "को", "में", "से", "और", "नहीं", "यह", "वह", "था", "थे", "थी", "मेरा", "मेरी", "मेरे", "आप", "हम", "ने", "कर", "करें", "होगा", "गया", "लिए", "पर",
    ];

    private static string[] LikeliestIndian(string text, string[] languages)
    {
        var words = WordsIn(Pointed().Replace(text, " ")).ToList();
        var hindi = words.Count(HindiWords.Contains);
        var marathi = words.Count(word => MarathiWords.Contains(word) || Array.Exists(MarathiEndings, ending => word.Length > ending.Length + 1 && word.EndsWith(ending, StringComparison.Ordinal)));
        var nepali = words.Count(NepaliWords.Contains);
        return marathi > hindi && marathi >= nepali ? ["mr", "hi", "ne", "kok", "sa"] : nepali > hindi ? ["ne", "hi", "mr", "kok", "sa"] : languages;
    }

    private static string[] Likeliest(string text, string[] languages) => languages[0] switch
    {
        "hi" => LikeliestIndian(text, languages),
        "ar" when text.AsSpan().ContainsAny(Urdu) => ["ur", "ar", "fa", "sd"],
        "ar" when text.AsSpan().ContainsAny(Persian) => ["fa", "ur", "ar", "sd"],
        "bn" when text.AsSpan().ContainsAny(Assamese) => ["as", "bn", "bpy"],
        "ru" when text.AsSpan().ContainsAny(Ukrainian) => ["uk", "be", "ru"],
        "cmn" when text.AsSpan().ContainsAnyInRange('ぁ', 'ヿ') => ["ja"],
        _ => languages,
    };

    private static IEnumerable<Script> ScriptsIn(string text) =>
        from rune in text.EnumerateRunes()
        where Rune.IsLetter(rune)
        let script = Array.Find(Scripts, script => rune.Value >= script.First && rune.Value <= script.Last)
        where script is not null
        select script;

    // से.मी. and 2 ली.: the letters of abbreviations are no words.
    [GeneratedRegex(@"(?:[\p{L}\p{M}]{1,5}\.){2,}|\d\s?[\p{L}\p{M}]{1,5}\.")]
    private static partial Regex Pointed();
}
