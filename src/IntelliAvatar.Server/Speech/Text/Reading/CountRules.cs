using System.Globalization;
using System.Text.RegularExpressions;
using IntelliAvatar.Server.Speech.Text.Words;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>
/// Numbers with an ending of English: the 1990s, 100s of, 30s of time, 3/10ths; 1080p; and names with a version: Python 3.12.
/// </summary>
internal static partial class CountRules
{
    public static Said? Read(Sentence sentence, int at)
    {
        if (!sentence.Words.HasNumbers)
        {
            return null;
        }

        if (Release().Match(sentence.Text, at) is { Success: true } release)
        {
            var (first, last) = (Amounts.Say(sentence, release.Groups["n"].Value, ""), release.Groups["f"].Value);
            return new($"{first} {sentence.Words.Point} {(last[0] == '0' ? sentence.Words.Numbers.Digits(last) : Amounts.Say(sentence, last, ""))}", release.Length);
        }

        if (Always().Match(sentence.Text, at) is { Success: true } always && sentence.Words.Signs.TryGetValue("24/7", out var open))
        {
            return new(open, always.Length);
        }

        if (!sentence.IsEnglish)
        {
            return null;
        }

        if (Hundreds().Match(sentence.Text, at) is { Success: true } hundreds)
        {
            var many = hundreds.Groups["n"].Value.Length switch
            {
                2 => "tens",
                3 => "hundreds",
                4 => "thousands",
                5 => "ten thousands",
                _ => "lakhs",
            };
            return new(many == "ten thousands" ? "tens of thousands" : many, hundreds.Length);
        }

        if (Seconds().Match(sentence.Text, at) is { Success: true } seconds)
        {
            return new($"{sentence.Words.Numbers.Cardinal(Number(seconds, "n"))} {(Singular().IsMatch(sentence.Text, at) ? "second" : "seconds")}", seconds.Length);
        }

        if (Decade().Match(sentence.Text, at) is { Success: true } decade)
        {
            return new(EnglishNumbers.Plural(sentence.Words.Numbers.Year(Number(decade, "n"))), decade.Length);
        }

        if (Parts().Match(sentence.Text, at) is { Success: true } parts)
        {
            var above = Number(parts, "above");
            return new($"{Amounts.Say(sentence, parts.Groups["above"].Value, "")} {EnglishNumbers.Ordinal(Number(parts, "below"))}{(above == 1 ? "" : "s")}", parts.Length);
        }

        return Lines().Match(sentence.Text, at) is { Success: true } lines ? new($"{sentence.Words.Numbers.Cardinal(Number(lines, "n") / 100)} {sentence.Words.Numbers.Cardinal(Number(lines, "n") % 100)} {lines.Groups["how"].Value}" +
            (lines.Groups["rate"].Success ? $" {sentence.Words.Numbers.Cardinal(Number(lines, "rate"))}" : ""), lines.Length) : null;
    }

    private static int Number(Match match, string part) => int.Parse(match.Groups[part].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"\G(?<=(?<![\p{L}])(?:[Vv]ersion|[Vv]er\.?|[Rr]elease|Python|iOS|iPadOS|macOS|Android|Java|Node|Node\.js|PHP|Ruby|Go|Kotlin|Swift|Ubuntu|Debian|Fedora|Linux|Django|React|Angular|Laravel|\.NET|Chrome|Firefox|MySQL|PostgreSQL) v?)" +
        @"(?<n>\d{1,3})\.(?<f>\d{2})(?![\d%]|\.\d)")]
    private static partial Regex Release();

    [GeneratedRegex(@"\G(?<![\p{L}\d.,/-])24\s?[x×X/*]\s?7(?![\p{L}\d/-]|[.,]\d)")]
    private static partial Regex Always();

    [GeneratedRegex(@"\G(?<![\p{L}\d.,])(?<n>10|100|1000|10000|100000)['’]?s(?= of (?!the )|(?<=1000s|000?'s)(?![\p{L}\d]))")]
    private static partial Regex Hundreds();

    [GeneratedRegex(@"\G(?<=\b(?:[Aa]n?|[Ff]or|[Ww]ait|[Ii]n|[Ee]very|[Ww]ithin|takes?|took|under|last|next|hold|just|only|about|after) |" +
        @"=)(?<n>[1-9]\d?)s(?![\p{L}\d'’])")]
    private static partial Regex Seconds();

    [GeneratedRegex(@"\G(?<=\b[Aa]n? )\d+s [a-z]")]
    private static partial Regex Singular();

    [GeneratedRegex(@"\G(?<![\p{L}\d.,])(?:['’](?=\d\d))?(?<n>\d{1,3}0)['’]?s(?![\p{L}\d])")]
    private static partial Regex Decade();

    [GeneratedRegex(@"\G(?<![\d/.,])(?<above>\d{1,3})/(?<below>\d{1,4})(?:ths?|rds?|nds?|sts?)(?![\p{L}\d])")]
    private static partial Regex Parts();

    [GeneratedRegex(@"\G(?<![\p{L}\d.,])(?<n>144|240|360|480|720|1080|1440|2160|4320)(?<how>[pi])(?<rate>\d{2,3})?(?![\p{L}\d])")]
    private static partial Regex Lines();
}
