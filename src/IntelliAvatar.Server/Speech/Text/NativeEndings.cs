using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text;

/// <summary>
/// Endings of a case or a plural that stand behind the point of an abbreviation, and belong to its word: గం.లకు, கி.மீ.க்கு, रु.ची.
/// </summary>
internal static partial class NativeEndings
{
    /// <summary>How many characters the ending at this place has; 0: none stands there.</summary>
    public static int LengthAt(string text, int at) => Ending().Match(text, at).Length;

    /// <summary>Joins the word of a number with the ending behind it: ஐந்து and ல் are ஐந்தில், পঁচিশ and এ are পঁচিশে.</summary>
    public static string JoinNumbers(string said) => BehindNumber().Replace(said, match => match.Groups["end"].Value switch
    {
        "ல்" or "இல்" => Tamil(match, "ில்"),
        "லிருந்து" or "இலிருந்து" => Tamil(match, "ிலிருந்து"),
        "ஐ" => Tamil(match, "ை"),
        "க்கு" => match.Groups["m"].Success ? "த்துக்கு" : $"{match.Groups["u"].Value}க்கு",
        "এ" => "ে",
        "এর" => "ের",
        _ => match.Value,
    });

    private static string Tamil(Match match, string ending) => match.Groups["m"].Success ? $"த்த{ending}" : ending;

    public static string Join(string word, string ending, string language)
    {
        ending = ending.TrimStart('-', '\u200C');
        return language switch
        {
            "te" => Telugu(word, ending),
            "ta" when ending.StartsWith("க்கு", StringComparison.Ordinal) && word.EndsWith('்')
                && !word.EndsWith("ய்", StringComparison.Ordinal) =>
                $"{word[..^1]}ு{ending}",
            "ta" when ending is "ல்" or "இல்" && word.EndsWith('்') => $"{word[..^1]}ில்",
            "ta" when ending is "ஐ" or "ை" && word.EndsWith('்') => $"{word[..^1]}ை",
            "kn" when word.EndsWith('್') => $"{word}\u200C{ending}",
            "mr" when word == "वाजता" => $"वाजल्या{ending}",
            "mr" when word.EndsWith("ये", StringComparison.Ordinal) => $"{word[..^1]}ां{ending}",
            "bn" when ending is "র" or "এর" or "ের" => word[^1] >= '\u09BE' || word[^1] is 'া' ? $"{word}র" : $"{word}ের",
            "bn" when ending is "এ" or "ে" => word[^1] == 'া' ? $"{word}য\u09BC" : $"{word}ে",
            "hi" => $"{word} {ending}",
            _ => word + ending,
        };
    }

    /// <summary>కిలోమీటర్లు + ల → కిలోమీటర్ల, గంటల + కు → గంటలకు.</summary>
    private static string Telugu(string word, string ending)
    {
        var plural = ending[0] == 'ల' && (ending.Length == 1 || ending[1] is 'ు' or (>= 'క' and <= 'హ'));
        return word.EndsWith("లు", StringComparison.Ordinal) ? (plural ? word[..^2] : word[..^1]) + ending
            : word.EndsWith('ల') && plural ? word[..^1] + ending
            : word + ending;
    }

    [GeneratedRegex(@"(?:(?<u>ு)|(?<m>ம்)) *\u0002-?(?<end>இ?லிருந்து|இ?ல்|ஐ|க்கு)(?![\p{L}\p{M}])|" +
        @"(?<=[\u0995-\u09B9]\u09BC?) *\u0002-?(?<end>এর|এ)(?![\p{L}\p{M}])")]
    private static partial Regex BehindNumber();

    [GeneratedRegex(@"\G[-\u200C]?(?=[\u0904-\u0939\u0985-\u09B9\u0B85-\u0BB9\u0C05-\u0C39\u0C85-\u0CB9])" +
        @"[\p{L}\p{M}]{1,7}(?![\p{L}\p{M}.])")]
    private static partial Regex Ending();
}
