using System.Text.RegularExpressions;
using IntelliAvatar.Server.Speech.Text.Reading;

namespace IntelliAvatar.Server.Speech.Text;

/// <summary>Abbreviations of one letter that only a date beside them tells: (b. 7 July 1981), c. 1850, the 5th c. CE.</summary>
internal static partial class LifeDates
{
    public static Said? Read(Sentence sentence, int at) => sentence.IsEnglish && Life().Match(sentence.Text, at) is { Success: true } life
        ? new(LifeWord(life.Value[0], sentence.Text, at), life.Length) : null;

    /// <summary>Whether one begins at this place.</summary>
    public static bool Is(string text, int at) => Life().IsMatch(text, at);

    private static string LifeWord(char letter, string text, int at) => letter switch
    {
        'b' => "born",
        'd' => "died",
        'r' => "ruled",
        _ => at >= 3 && text[at - 2] is 't' or 'd' or 'h' && char.IsLetter(text[at - 3]) ? "century" : "circa",
    };

    // (b. 7 July 1981), (c. 1450), c. 1850, the 5th c. CE.
    [GeneratedRegex(@"\G(?:(?<=\((?:[^()]{0,60}[,;–—-] )?)[bdr]\.(?= ?(?:\d|c\.|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)))|(?<![\p{L}\d.-])c\.(?= ?(?:AD )?\d{3,4}(?!\d))|(?<=\d(?:st|nd|rd|th) )c\.(?= ?(?:CE|BCE|BC|AD|[a-z])))")]
    private static partial Regex Life();
}
