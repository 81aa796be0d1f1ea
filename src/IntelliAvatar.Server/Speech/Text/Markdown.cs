using System.Text;
using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text;

/// <summary>Text as it is pasted from chats and documents: headings, lists, emphasis, links, tables, rules. What is left is what a reader sees.</summary>
internal static partial class Markdown
{
    /// <param name="leftOut">Where links lead is added to it.</param>
    public static string Remove(string text, ICollection<LeftOut> leftOut)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var given in text.Split('\n'))
        {
            var line = given.TrimEnd();
            if (Rule().IsMatch(line))
            {
                plain.Append('\n');
                continue;
            }

            line = Quote().Replace(line, "");
            line = Heading().Replace(line, "$1");
            line = Bullet().Replace(line, "");
            line = RuleBefore().Replace(line, "");
            line = line.TrimStart().StartsWith('|') ? string.Join(", ", line.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) : line;
            plain.Append(Inline(line, leftOut)).Append('\n');
        }

        return plain.ToString();
    }

    private static string Inline(string line, ICollection<LeftOut> leftOut)
    {
        line = Link().Replace(line, match =>
        {
            var (shown, target) = (match.Groups["shown"].Value, match.Groups["target"].Value);
            if (target.Length > 0 && !shown.Contains(target, StringComparison.Ordinal))
            {
                leftOut.Add(new(target.Length <= 60 ? target : $"{target[..60]}…", "It is where a link leads; its text is said."));
            }

            return shown;
        });
        line = Code().Replace(line, "$2");
        for (var before = ""; before != line;)
        {
            before = line;
            line = Strong().Replace(line, "$2");
            line = Stars().Replace(line, "$1");
            line = Underscores().Replace(line, "$1");
            line = Struck().Replace(line, "$1");
        }

        line = LoneStars().Replace(line, "");
        line = Dashes().Replace(line, " — ");
        line = Lines().Replace(line, " ");
        return Escaped().Replace(line, "$1");
    }

    // ---, ***, ___, ====, - - -, ```, |---|---|, and rows of any such sign.
    [GeneratedRegex(@"^\s*(?:```[\w+-]*|~~~[\w+-]*|(?:[-*=_~#+—–─━•·.]\s?){3,}|\|(?:\s?:?-+:?\s?\|){1,50}|:?-{2,}:?(?:\s?\|\s?:?-{2,}:?){1,50}|[\u2500-\u257F\s]{2,})\s*$")]
    private static partial Regex Rule();

    [GeneratedRegex(@"^\s*(?:>\s?){1,9}")]
    private static partial Regex Quote();

    [GeneratedRegex(@"^\s{0,3}#{1,6}\s+(.{0,5000}?)\s*#*$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\s*(?:[-*+•–—◦▪■●‣⁃○➢✓✔➤►→]|\[[ xX]\])(?:\s+\[[ xX]\])?\s+(?=\S)|^\s*[•◦▪■●‣]")]
    private static partial Regex Bullet();

    [GeneratedRegex(@"^\s*(?:[-=*~—–]{3,}|[=~]{2,})\s*(?=[^\s\d=~-])")]
    private static partial Regex RuleBefore();

    [GeneratedRegex(@"!?\[(?<shown>[^\[\]]{0,500})\]\((?<target>[^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?)(?:\s""[^""]{0,200}"")?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(`{1,3})([^`]{1,500})\1")]
    private static partial Regex Code();

    [GeneratedRegex(@"(\*\*|(?<![\p{L}\p{Nd}_])__(?!_))(?=[^\s_*])((?:(?!\1).){1,2000}?)(?<=\S)\1(?!_)")]
    private static partial Regex Strong();

    [GeneratedRegex(@"(?<![\p{L}\p{Nd}*])\*(?=[^\s*])([^*]{1,2000}?)(?<=[^\s*])\*(?![\p{L}\p{Nd}*])")]
    private static partial Regex Stars();

    [GeneratedRegex(@"(?<![\p{L}\p{M}\p{Nd}_])_(?=[^\s_])([^_]{1,2000}?)(?<=[^\s_])_(?![\p{L}\p{M}\p{Nd}_])")]
    private static partial Regex Underscores();

    [GeneratedRegex(@"~~(?=\S)([^~]{1,2000}?)(?<=\S)~~")]
    private static partial Regex Struck();

    [GeneratedRegex(@"(?<!\d\s?)\*{2,}(?!\s?\d)|\*{3,}")]
    private static partial Regex LoneStars();

    [GeneratedRegex(@"\s?(?:-{2,}(?!>)|[—–]{2,})\s?")]
    private static partial Regex Dashes();

    [GeneratedRegex(@"={3,}|~{3,}|#{3,}|[\u2500-\u257F]{2,}")]
    private static partial Regex Lines();

    [GeneratedRegex(@"\\([\\`*_{}\[\]()#+.!|~>-])")]
    private static partial Regex Escaped();
}
