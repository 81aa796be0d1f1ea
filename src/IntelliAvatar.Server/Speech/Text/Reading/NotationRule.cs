using System.Buffers;
using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>What mathematics and programs write: f(5), O(n²), x[i], a >= b, A ~ B, f/1.8, HTTP 404, /users.</summary>
internal static partial class NotationRule
{
    private static readonly SearchValues<char> Signs = SearchValues.Create("=∫∑√²³");

    public static Said? Read(Sentence sentence, int at)
    {
        var (text, signs) = (sentence.Text, sentence.Words.Signs);
        if (text[at] == '(' && Applied().Match(text, at) is { Success: true } applied)
        {
            return new(sentence.IsEnglish && (applied.Groups["named"].Success || IsMathematics(text, applied)) ? "of" : " ", 1);
        }

        if (text[at] == ')' && text.LastIndexOf('(', at) is > 0 and var opens
            && Applied().Match(text, opens) is { Success: true } applies && opens + applies.Length == at + 1)
        {
            return new(" ", 1);
        }

        if (text[at] is '[' && Index().Match(text, at) is { Success: true } index)
        {
            var i = index.Groups["i"].Value;
            return new(char.IsDigit(i[0]) && sentence.Words.HasNumbers ? Amounts.Say(sentence, i, "")
                : i.Length == 1 ? i
                : $"{i[0]} {(i.Contains('+', StringComparison.Ordinal) ? signs.GetValueOrDefault("+", "") : sentence.Words.Minus)} " +
                    Amounts.Say(sentence, $"{i[^1]}", ""), index.Length);
        }

        if (text[at] is '\'' or '’' or '′' && Prime().IsMatch(text, at) && signs.TryGetValue("prime", out var prime))
        {
            return new(prime, 1);
        }

        if (text[at] is 's' or 'l' && sentence.IsEnglish && Function().Match(text, at) is { Success: true } function)
        {
            return new(function.Value == "ln" ? "natural log" : "sine", function.Length);
        }

        if (Operator().Match(text, at) is { Success: true } compared
            && signs.TryGetValue(SignOf(compared.Value), out var word))
        {
            return new(word, compared.Length);
        }

        if (text[at] is '~' or '∼' or '∽' && Similar().IsMatch(text, at) && signs.TryGetValue("similar", out var similar))
        {
            return new(Distribution().IsMatch(text, at + 1) && sentence.IsEnglish ? "follows" : similar, 1);
        }

        if (text[at] == 'f' && Aperture().Match(text, at) is { Success: true } aperture)
        {
            return new("f", aperture.Length);
        }

        if (sentence.IsEnglish && Status().Match(text, at) is { Success: true } status)
        {
            return new(Said(sentence, status.Value), status.Length);
        }

        return text[at] == '/' && Segment().IsMatch(text, at) && CodeWords().IsMatch(text)
            && signs.TryGetValue("/", out var slash) ? new(slash, 1) : null;
    }

    private static string SignOf(string written) =>
        written switch { ">=" => "≥", "<=" => "≤", "!=" => "≠", "&&" => "&", "||" => "or", _ => "=" };

    /// <summary>Four oh four, five hundred, four twenty-nine.</summary>
    private static string Said(Sentence sentence, string code)
    {
        var numbers = sentence.Words.Numbers;
        var rest = int.Parse(code[1..], System.Globalization.CultureInfo.InvariantCulture);
        return rest == 0 ? $"{numbers.Digit(code[0])} hundred"
            : $"{numbers.Digit(code[0])} {(rest < 10 ? "oh " : "")}{numbers.Cardinal(rest)}";
    }

    private static bool IsMathematics(string text, Match applied) =>
        (applied.Groups["letter"].Success && !Product().IsMatch(applied.Groups["of"].Value))
            || text.AsSpan().ContainsAny(Signs) || text.Contains("log", StringComparison.Ordinal);

    // A function's name, or a letter that is one: no blank before the bracket, and something small in it.
    [GeneratedRegex(
        @"\G(?<=(?<![\p{L}\p{M}\d])(?:(?<letter>(?:[fghFGOPyθΘΩφψ])['′’]{0,2})|(?<named>sin|cos|tan|cot|sec|cosec|log|ln|exp|lim|max|" +
            @"min|det|gcd|lcm|sqrt|Var|Pr)|(?<called>[a-z]{1,12}|[A-Z])))" +
        @"\((?<of>[a-z\d+−–=/*.,°²³√π α-ω|∩∪-]{1,20}|[A-Z](?:[|∩∪,] ?[A-Z])?|[a-z \d]{0,6}log [a-z]|n log n)\)")]
    private static partial Regex Applied();

    // f'(x)
    [GeneratedRegex(@"\G(?<=(?<!\p{L})[a-zA-Z]['’′]?)['’′](?=['’′]?\([^()]{1,10}\))")]
    private static partial Regex Prime();

    [GeneratedRegex(@"\G(?<!\p{L})(?:sin|ln)(?=\(|²| ?(?:\d|[xyzθαβ](?![\p{L}])))")]
    private static partial Regex Function();

    [GeneratedRegex("^[a-z]{3,}$")]
    private static partial Regex Product();

    [GeneratedRegex(@"\G(?<=[A-Za-z_)\]])\[(?<i>[a-z]|\d{1,3}|[a-z] ?[+-] ?\d)\](?!\()")]
    private static partial Regex Index();

    [GeneratedRegex(@"\G(?:>=|<=(?![=>])|!=|={2,3}(?!>)|&&|\|\|)")]
    private static partial Regex Operator();

    [GeneratedRegex(@"\G(?<=(?<![\p{L}\d])[△∆Δ]? ?[A-Z]{1,4} ?)[~∼∽](?= ?(?:[△∆Δ] ?)?[A-Z]{1,4}(?![\p{L}\d]))|" +
        @"\G(?<=(?<![\p{L}\d])[A-Z] ?)~(?= ?[A-Z][a-z]{0,8}\()")]
    private static partial Regex Similar();

    [GeneratedRegex(@"\G ?[A-Z][a-z]{0,8}\(")]
    private static partial Regex Distribution();

    [GeneratedRegex(@"\G(?<![\p{L}\d])[fF]/(?=\d{1,2}(?:\.\d)?(?![\d\p{L}]|\.\d{2}))")]
    private static partial Regex Aperture();

    [GeneratedRegex(@"\G(?<=(?<!\p{L})(?:HTTP(?:/[\d.]{1,3})?|(?i:error|status|status code|response code|error code|returns? an?|" +
        @"returned an?|throws? an?|gives? an?|page|got an?))[ :]{1,2})[1-5]\d\d(?![\d%]|[.,:/-]\d| (?:of|pages?|rupees|points?)(?!\p{L}))")]
    private static partial Regex Status();

    // /users, /start: of an address, and no choice.
    [GeneratedRegex(@"\G(?<=(?<!\d)(?:^| |[""'“‘(]))/(?=[a-z][a-z0-9_-]{2,20}(?:[ .,;:)""'”’?/]|$))")]
    private static partial Regex Segment();

    [GeneratedRegex(@"(?<![\p{L}])(?:API|endpoint|route|URL|HTTP|GET|POST|PUT|DELETE|PATCH|path|folder|directory|command|slash|server|" +
        @"localhost|bot|page|type|chat|returns?|redirects?|mount\w*)(?!\p{L})", RegexOptions.IgnoreCase)]
    private static partial Regex CodeWords();
}
