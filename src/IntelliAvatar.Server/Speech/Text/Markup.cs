using System.Net;
using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text;

/// <summary>Tags and entities of HTML and SSML. What only looks like a tag (an address, a comparison, a gap in a form) is text.</summary>
internal static partial class Markup
{
    /// <summary>Takes the tags out: what begins a block begins a line.</summary>
    /// <param name="leftOut">Tags that are more than a look of letters are added to it.</param>
    public static string Remove(string text, ICollection<LeftOut> leftOut)
    {
        text = Address().Replace(text, "$1");
        text = Hidden().Replace(text, match => Note(match.Value, leftOut, " "));
        text = Raised().Replace(text, match => string.Concat(match.Groups["digits"].Value.Select(Raise)));
        text = Struck().Replace(text, match => Note(match.Value, leftOut, "", "It is struck out."));
        text = Tags(text, leftOut);
        text = Placeholder().Replace(text, "$1");
        var decoded = WebUtility.HtmlDecode(text);
        decoded = decoded.Contains('&', StringComparison.Ordinal) && text.Contains("&amp;", StringComparison.Ordinal)
            ? WebUtility.HtmlDecode(decoded) : decoded;
        // Markup that was escaped by the page it was copied from.
        return decoded.Length != text.Length && Tag().IsMatch(decoded) ? Tags(decoded, leftOut) : decoded;
    }

    private static string Tags(string text, ICollection<LeftOut> leftOut) =>
        Tag().Replace(text, match => match.Groups["name"].Value.ToLowerInvariant() switch
        {
            "b" or "i" or "u" or "s" or "em" or "strong" or "small" or "big" or "mark" or "span" or "font" or "sub" or "sup" or "a" or "q" or "cite" or "code" or "kbd" or "tt" or "abbr"
                or "del" or "ins" or "strike" or "var" or "samp" or "time" or "label" => "",
            "br" or "p" or "div" or "li" or "ul" or "ol" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "hr" or "tr" or "table" or "thead" or "tbody" or "section" or "article"
                or "header" or "footer" or "blockquote" or "pre" or "html" or "body" or "head" or "main" or "nav" or "title" or "dl" or "dt" or "dd" or "center" => "\n",
            "td" or "th" => "\t",
            "speak" => " ",
            _ => Note(match.Value, leftOut, " "),
        });

    private static string Note(string piece, ICollection<LeftOut> leftOut, string instead,
        string why = "It is markup, which no voice carries out.")
    {
        piece = piece.TrimEnd();
        leftOut.Add(new(piece.Length <= 60 ? piece : $"{piece[..60]}…", why));
        return instead;
    }

    private static char Raise(char digit) => digit switch { '1' => '¹', '2' => '²', '3' => '³', _ => (char)('⁰' + (digit - '0')) };

    [GeneratedRegex(@"<((?:https?://|mailto:|www\.)[^\s<>]{1,2000}|[^\s<>@]{1,64}@[^\s<>@]{1,255}\.[^\s<>@]{2,63})>")]
    private static partial Regex Address();

    [GeneratedRegex(@"<!--(?:(?!-->)[\s\S]){0,2000}-->|<!--|<(?<name>script|style)\b[^<>]{0,500}>(?:(?!</\k<name>)[\s\S]){0,5000}</\k<name>\s*>|<![A-Za-z][^<>]{0,500}>|<\?[a-z][^<>]{0,500}>", RegexOptions.IgnoreCase)]
    private static partial Regex Hidden();

    [GeneratedRegex(@"<(?<name>s|del|strike)>[^<>]{1,1000}</\k<name>> ?", RegexOptions.IgnoreCase)]
    private static partial Regex Struck();

    [GeneratedRegex(@"<sup>\s*(?<digits>\d{1,9})\s*</sup>", RegexOptions.IgnoreCase)]
    private static partial Regex Raised();

    [GeneratedRegex(
        @"</?(?<name>abbr|amazon:[a-z-]+|article|audio|a|big|blockquote|body|break|br|button|b|center|cite|code|dd|del|desc|div|dl|dt|emphasis|em|figure|font|footer|form|h[1-6]|header|head|hr|html|" +
        @"iframe|img|input|ins|i|kbd|label|lang|link|li|main|mark|media|meta|mstts:[a-z-]+|nav|ol|option|par|phoneme|pre|prosody|p|q|samp|say-as|section|select|sentence|small|source|span|speak|strike|strong|" +
        @"sub|sup|svg|s|table|tbody|td|textarea|tfoot|thead|th|time|title|track|tr|tt|ul|u|var|video|voice|w)(?:\s[^<>]{0,500})?\s?/?>", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();

    // <Name>, <your city>: a placeholder that was never filled in; the words are said.
    [GeneratedRegex(@"</?([\p{L}][\p{L}\p{M}\p{Nd} _-]{0,60})>")]
    private static partial Regex Placeholder();
}
