using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>Passwords sign by sign: a, capital B, three, dollar. Words and names in them are said whole: Welcome at one two three.</summary>
internal static partial class PasswordRule
{
    private static readonly Dictionary<char, string> Names = new()
    {
        ['$'] = "dollar", ['!'] = "exclamation mark", ['#'] = "hash", ['@'] = "at", ['&'] = "and", ['%'] = "percent", ['*'] = "star", ['^'] = "caret",
        ['-'] = "dash", ['_'] = "underscore", ['?'] = "question mark", ['.'] = "dot", [','] = "comma", ['/'] = "slash", ['+'] = "plus", ['='] = "equals",
        ['~'] = "tilde", [':'] = "colon", [';'] = "semicolon",
    };

    public static Said? Read(Sentence sentence, int at)
    {
        var match = sentence.Words.HasNumbers ? Behind().Match(sentence.Text, at) : Match.Empty;
        match = match.Success || !sentence.Words.HasNumbers ? match : Anywhere().Match(sentence.Text, at);
        if (!match.Success || AddressRule.EndOf(sentence.Text, at) > at)
        {
            return null;
        }

        var mixed = match.Value.Any(char.IsAsciiLetterUpper) && match.Value.Any(char.IsAsciiLetterLower);
        return new(string.Join(' ', Pieces().Matches(match.Value).Select(piece => Say(sentence, piece.Value, mixed))), match.Length);
    }

    private static string Say(Sentence sentence, string piece, bool mixed) => piece[0] switch
    {
        >= '0' and <= '9' => sentence.Words.Numbers.Digit(piece[0]),
        >= 'A' and <= 'Z' when piece.Length == 1 && mixed => $"capital {piece}",
        var c when char.IsAsciiLetter(c) => piece,
        var c when sentence.IsEnglish => Names.GetValueOrDefault(c, ""),
        var c => sentence.Words.Signs.GetValueOrDefault(c switch { '_' => "underscore", '.' => "dot", '-' => "dash", '*' => "star", _ => $"{c}" }, Names.GetValueOrDefault(c, "")),
    };

    [GeneratedRegex(
        @"\G(?<=(?:(?i:password|passcode|passphrase|pwd)|पासवर्ड|পাসওয়ার্ড|পাসওয়ার্ড|கடவுச்சொல்|పాస్‌వర్డ్|ಪಾಸ್‌ವರ್ಡ್)(?: (?:is|to|as|of|will be|है|আছে))?[:=]? ?[-""'“‘]?)" +
        @"(?=[\x21-\x7e]{0,30}[A-Za-z])(?=[\x21-\x7e]{0,30}\d)[\x21-\x7e]{3,40}[A-Za-z\d$#@!%&*](?<!!)|" +
        @"\G(?<=(?:(?i:password|passcode)) (?:is |to )?)[A-Za-z]{3,20}@\d{1,8}")]
    private static partial Regex Behind();

    // Capitals, small letters, digits and a sign in one word.
    [GeneratedRegex(@"\G(?<![^\s""'“‘(:])(?=[\x21-\x7e]{0,30}[a-z])(?=[\x21-\x7e]{0,30}[A-Z])(?=[\x21-\x7e]{0,30}\d)(?=[A-Za-z\d]{1,30}[$!#%^&*@][A-Za-z\d])[A-Za-z\d$!#%^&*@_]{5,39}[A-Za-z\d](?![\x21-\x2b\x2d\x2f-\x3a\x3c-\x3e\x40-\x7e])")]
    private static partial Regex Anywhere();

    // A word of four letters and more, or one sign.
    [GeneratedRegex(@"[A-Z][a-z]{3,}|[a-z]{4,}|.")]
    private static partial Regex Pieces();
}
