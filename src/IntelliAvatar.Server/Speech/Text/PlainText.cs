using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text;

/// <summary>What is left of a text when everything that is not read is gone: markup, emoji, control and direction marks, halves of characters. A caption can show it.</summary>
/// <param name="LeftOut">What a person might miss.</param>
internal sealed partial record PlainText(string Text, IReadOnlyList<LeftOut> LeftOut)
{
    private const int ZeroWidthJoiner = 0x200D;

    public static PlainText Of(string written)
    {
        var leftOut = new List<LeftOut>();
        var text = Arrows().Replace(Lines().Replace(written, "\n"), "→").Replace('॰', '.');
        text = FillIns.Remove(Markdown.Remove(Formulas.Unwrap(Markup.Remove(text, leftOut), leftOut), leftOut), leftOut);
        text = EmojiCodes().Replace(text, match =>
        {
            leftOut.Add(new(match.Value, "An emoji is not said."));
            return " ";
        });
        text = Groups().Replace(text, match => ThinBlanks().Replace(match.Value, ","));
        text = Clean(Smileys().Replace(text, match => Note(match.Value)), leftOut);
        return new(LineEnds().Replace(Blanks().Replace(Composer.Compose(text), " "), "\n").Trim(), leftOut);

        string Note(string smiley)
        {
            leftOut.Add(new(smiley, "An emoticon is not said."));
            return " ";
        }
    }

    /// <summary>Is there anything to say: a letter or a digit of any script?</summary>
    public static bool IsSpeakable(string text) => text.EnumerateRunes().Any(Rune.IsLetterOrDigit);

    private static string Clean(string text, List<LeftOut> leftOut)
    {
        var (plain, emoji) = (new StringBuilder(text.Length), new StringBuilder());
        foreach (var written in text.EnumerateRunes())
        {
            var rune = Unstyled(written);
            if (rune.Value is 0x2605 or 0x2B50 && emoji.Length == 0
                && plain.ToString().AsSpan().TrimEnd(' ') is [.., var last] && char.IsDigit(last))
            {
                // "5★ hotel" is said.
                plain.Append('★');
                continue;
            }

            if (IsEmoji(rune) || (emoji.Length > 0 && rune.Value == ZeroWidthJoiner))
            {
                emoji.Append(rune);
                continue;
            }

            EndEmoji();
            if (rune.Value == '\n')
            {
                plain.Append('\n');
            }
            else if (Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control)
            {
                plain.Append(' ');
            }
            else if (rune.Value is 0x200C or ZeroWidthJoiner ? Joins(plain) : !IsInvisible(rune))
            {
                plain.Append(rune);
            }
        }

        EndEmoji();
        return plain.ToString();

        void EndEmoji()
        {
            if (emoji.Length > 0)
            {
                plain.Append(' ');
                if (emoji.ToString().EnumerateRunes().Any(rune => rune.Value is not (0x20E3 or 0xFE0E or 0xFE0F or ZeroWidthJoiner)))
                {
                    leftOut.Add(new(emoji.ToString(), "An emoji is not said."));
                }

                emoji.Clear();
            }
        }
    }

    /// <summary>Bold, italic and other letters and digits of mathematics, as social media use them, and the wide ones of East Asia as what they look like.</summary>
    private static Rune Unstyled(Rune rune) => rune.Value switch
    {
        >= 0xFF01 and <= 0xFF5E => new Rune(rune.Value - 0xFEE0),
        >= 0x1D400 and <= 0x1D6A3 => new Rune((rune.Value - 0x1D400) % 52 is < 26 and var capital ? 'A' + capital : 'a' + ((rune.Value - 0x1D400) % 52) - 26),
        >= 0x1D7CE and <= 0x1D7FF => new Rune('0' + ((rune.Value - 0x1D7CE) % 10)),
        _ => rune,
    };

    private static bool IsEmoji(Rune rune) => rune.Value is
        (>= 0x1F000 and <= 0x1FAFF) or (>= 0x2600 and <= 0x27BF and not (0x2715 or 0x2716)) or (>= 0x2B00 and <= 0x2BFF) or (>= 0x2300 and <= 0x23FF)
        or 0x20E3 or 0xFE0E or 0xFE0F or 0x3030 or 0x303D or 0x3297 or 0x3299 or (>= 0xE0020 and <= 0xE007F);

    // Indian scripts and Persian are written with the joiners U+200C and U+200D; anywhere else they are leftovers.
    private static bool Joins(StringBuilder plain) => plain.Length > 0 && plain[^1] is >= '\u0600' and <= '\u0DFF';

    private static bool IsInvisible(Rune rune) => rune == Rune.ReplacementChar
        || rune.Value is 0x00AD or 0x034F or 0x061C or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x180E or 0x200B or 0x200E or 0x200F or 0xFEFF or 0xFFFC or 0x3164
        || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F) or (>= 0xFE00 and <= 0xFE0F)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    [GeneratedRegex("\r\n|[\r\u000B\u000C\u0085\u2028\u2029]")]
    private static partial Regex Lines();

    // Arrows that are drawn as emoji, and those of mathematics.
    [GeneratedRegex("[\u2794\u2798-\u27AF\u21D2\u27F6\u21E8\u279C](?:\uFE0F)?|➡\uFE0F?")]
    private static partial Regex Arrows();

    [GeneratedRegex(@"(?<=^|\s)(?:(?<!\d )[:;]['’]?-?[)(DPpOo3|/\\*\]\[]|=['’]?-?[)(DP]|8-[)(]|<3|\^_\^|[xX]D|¯\\_\(ツ\)_/¯)(?=$|[\s.,!?])", RegexOptions.Multiline)]
    private static partial Regex Smileys();

    // :smile: and :+1:, as chats write them.
    [GeneratedRegex(@"(?<![\p{L}\p{M}\d:]):(?:[a-z][a-z0-9_]{1,30}(?:-[a-z0-9_]{1,20})?|\+1|-1):(?![\p{L}\p{M}\d:])")]
    private static partial Regex EmojiCodes();

    // 1 499 with the blanks that part groups of digits in print.
    [GeneratedRegex(@"(?<![\d.,\u2009\u202F])[1-9]\d{0,2}(?:[\u2009\u202F]\d{3})+(?!\d)|(?<=[₹$€£]\s?)[1-9]\d{0,2}(?:\u00A0\d{3})+(?!\d)")]
    private static partial Regex Groups();

    [GeneratedRegex("[\u2009\u202F\u00A0]")]
    private static partial Regex ThinBlanks();

    [GeneratedRegex(" {2,}")]
    private static partial Regex Blanks();

    [GeneratedRegex(@" ?\n[ \n]*")]
    private static partial Regex LineEnds();
}
