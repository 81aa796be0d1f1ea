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
        var lines = FrontMatter()
            .Replace(text, match => Note(match.Value, "It is about the text, and not part of it.", leftOut)).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd();
            if (Fence().Match(line) is { Success: true } fence
                && Array.FindIndex(lines, i + 1, other => other.Trim() == fence.Groups["fence"].Value) is > 0 and var last)
            {
                var body = string.Join('\n', lines[(i + 1)..last]);
                if (fence.Groups["language"].Value is not ("" or "text" or "txt" or "plaintext" or "md" or "markdown")
                    || Program().IsMatch(body))
                {
                    Note($"{line.Trim()} {body.ReplaceLineEndings(" ")}", "It is code, which is not read out.", leftOut);
                    plain.Append('\n');
                    i = last;
                    continue;
                }
            }

            if (Definition().Match(line) is { Success: true } definition)
            {
                var note = definition.Groups["note"].Success;
                Note(note ? line.Trim() : definition.Groups["target"].Value, note ? "A footnote is not said." : Led, leftOut);
                continue;
            }

            if (Rule().IsMatch(line))
            {
                plain.Append('\n');
                continue;
            }

            line = Quote().Replace(line, "");
            line = Heading().Replace(line, "$1");
            line = Bullet().Replace(line, match =>
            {
                if (Box().Match(match.Value) is { Success: true } box)
                {
                    leftOut.Add(new(box.Value, "The box or tick of a list is not said."));
                }

                return "";
            });
            line = RuleBefore().Replace(line, "");
            plain.Append(Inline(Row(line), leftOut)).Append('\n');
        }

        return plain.ToString();
    }

    /// <summary>The cells of a table's row as one sentence; other lines as they are. (1,250) in a cell is a loss.</summary>
    private static string Row(string line)
    {
        var by = line.TrimStart().StartsWith('|') ? '|' : '\t';
        var cells = line.Split(by, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (cells.Length < 2 && by == '\t')
        {
            return line;
        }

        var row = new StringBuilder();
        foreach (var cell in cells)
        {
            var number = ListNumber().IsMatch(row.ToString());
            row.Append(row.Length == 0 ? "" : number || ".,;:!?।".Contains(row[^1]) ? " " : ", ")
                .Append(row.Length > 0 && !number ? Loss().Replace(cell, "−$1") : cell);
        }

        return row.ToString();
    }

    private const string Led = "It is where a link leads; its text is said.";

    private static string Note(string piece, string why, ICollection<LeftOut> leftOut)
    {
        piece = piece.Trim().Replace('\n', ' ');
        leftOut.Add(new(piece.Length <= 60 ? piece : $"{piece[..60]}…", why));
        return "";
    }

    private static string Inline(string line, ICollection<LeftOut> leftOut)
    {
        line = Link().Replace(line, match =>
        {
            var (shown, target) = (match.Groups["shown"].Value, match.Groups["target"].Value);
            if (target.Length > 0 && !shown.Contains(target, StringComparison.Ordinal))
            {
                Note(target, Led, leftOut);
            }

            return shown;
        });
        line = Footnote().Replace(line, match => Note(match.Value, "The mark of a footnote is not said.", leftOut));
        line = Reference().Replace(line, "$1");
        line = Code().Replace(line, "$2");
        for (var before = ""; before != line;)
        {
            before = line;
            line = Strong().Replace(line, "$2");
            line = Stars().Replace(line, "$1");
            line = Underscores().Replace(line, "$1");
            line = Marked().Replace(line, "$1");
            line = Struck().Replace(line, match => Note(match.Value, "It is struck out.", leftOut));
        }

        line = LoneStars().Replace(line, "");
        line = Dashes().Replace(line, " — ");
        line = Lines().Replace(line, " ");
        return Escaped().Replace(line, "$1");
    }

    [GeneratedRegex(@"^\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]$")]
    private static partial Regex ListNumber();

    [GeneratedRegex(@"^\(((?:₹|Rs\.?|\$|€|£)?\s?\d[\d,]*(?:\.\d+)?%?)\)$")]
    private static partial Regex Loss();

    // ---, ***, ___, ====, - - -, ```, |---|---|, and rows of any such sign.
    [GeneratedRegex(@"^\s*(?:```[\w+-]*|~~~[\w+-]*|:{3,}.{0,60}|(?:[-*=_~#+—–─━•·.]\s?){3,}|\|(?:\s?:?-+:?\s?\|){1,50}|:?-{2,}:?(?:\s?\|\s?:?-{2,}:?){1,50}|[\u2500-\u257F\s]{2,})\s*$")]
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

    [GeneratedRegex(@"~~(?=\S)([^~]{1,2000}?)(?<=\S)~~ ?")]
    private static partial Regex Struck();

    [GeneratedRegex(@"(?<![=\w])==(?=[^\s=])([^=]{1,500}?)(?<=[^\s=])==(?![=\w])")]
    private static partial Regex Marked();

    // [its text][1], where the address stands elsewhere.
    [GeneratedRegex(@"!?\[([^\[\]]{1,500})\]\[[^\[\]\n]{0,60}\]")]
    private static partial Regex Reference();

    // [^1], and the [12] that an encyclopedia puts behind a word.
    [GeneratedRegex(@"\[\^[^\[\]\s]{1,40}\]|(?<=[\p{L}\p{M}]{2}|[.,;:!?)”""])(?!\[0\])(?:\[\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\])+")]
    private static partial Regex Footnote();

    [GeneratedRegex(@"^\s{0,3}\[(?:(?<note>\^[^\[\]\s]{1,40})\]:|[^\[\]^]{1,60}\]:\s*<?(?<target>(?:https?://|mailto:|www\.|[/#.])\S{0,2000}?)>?(?:\s+[""'(].{0,200})?\s*$)")]
    private static partial Regex Definition();

    [GeneratedRegex(@"^\s*(?<fence>`{3,}|~{3,})\s?(?<language>[\w+#.-]*)\s*$")]
    private static partial Regex Fence();

    [GeneratedRegex(@"^\s*(?:(?:def|import|from|const|let|var|function|class|return|public|private|if|for|while|SELECT|INSERT|UPDATE|sudo|npm|pip|git|cd|echo) .{0,200}[({;=:*/.-]|#include|</?[a-z]+|\$ )|[;{}]\s*$|^\s*\w[\w.]*\(.*\)\s*$", RegexOptions.Multiline)]
    private static partial Regex Program();

    [GeneratedRegex(@"[✓✔☑]|\[[ xX]\]")]
    private static partial Regex Box();

    // Title, author and the like, between two rules at the very beginning.
    [GeneratedRegex(@"^---\n(?:[\w -]{1,40}:[^\n]{0,500}\n){1,30}---(?=\n)")]
    private static partial Regex FrontMatter();

    [GeneratedRegex(@"(?<!\d\s?)\*{2,}(?![*]|\s?\d)|\*{3,}(?![*\d])")]
    private static partial Regex LoneStars();

    [GeneratedRegex(@"\s?(?:-{2,}(?!>)(?<!(?:^|\s)--(?=[a-z]{2}[a-z-]*(?:[\s=.,]|$)))|[—–]{2,})\s?")]
    private static partial Regex Dashes();

    [GeneratedRegex(@"={3,}|~{3,}|#{3,}|[\u2500-\u257F]{2,}")]
    private static partial Regex Lines();

    [GeneratedRegex(@"\\([\\`*_{}\[\]()#+.!|~>-])")]
    private static partial Regex Escaped();
}
