using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text;

/// <summary>What is left of a text when everything that cannot be spoken is gone: markup, emoji, control and direction marks, halves of characters.</summary>
internal static partial class PlainText
{
    public static string From(string text)
    {
        var plain = new StringBuilder(text.Length);
        var afterEmoji = false;
        foreach (var rune in Markup().Replace(text, " ").EnumerateRunes())
        {
            var emoji = IsEmoji(rune) || (afterEmoji && rune.Value == ZeroWidthJoiner);
            if (emoji)
            {
                plain.Append(' ');
            }
            else if (rune.Value is '\n' or 0x2028 or 0x2029 or '\r')
            {
                plain.Append('\n');
            }
            else if (Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control)
            {
                plain.Append(' ');
            }
            else if (!IsInvisible(rune))
            {
                plain.Append(rune);
            }

            afterEmoji = emoji;
        }

        return LineEnds().Replace(Blanks().Replace(Composer.Compose(plain.ToString()), " "), "\n").Trim();
    }

    /// <summary>Is there anything to say: a letter or a digit of any script?</summary>
    public static bool IsSpeakable(string text) => text.EnumerateRunes().Any(Rune.IsLetterOrDigit);

    private const int ZeroWidthJoiner = 0x200D;

    private static bool IsEmoji(Rune rune) => rune.Value is
        (>= 0x1F000 and <= 0x1FAFF) or (>= 0x2600 and <= 0x27BF) or (>= 0x2B00 and <= 0x2BFF) or (>= 0x2300 and <= 0x23FF)
        or 0x20E3 or 0xFE0E or 0xFE0F or 0x3030 or 0x303D or 0x3297 or 0x3299 or (>= 0xE0020 and <= 0xE007F);

    // The joiners U+200C and U+200D stay: Indian scripts and Persian are written with them.
    private static bool IsInvisible(Rune rune) => rune == Rune.ReplacementChar
        || rune.Value is 0x00AD or 0x200B or 0x200E or 0x200F or 0x2060 or 0xFEFF or 0xFFFC or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    [GeneratedRegex(@"<[/!?]?[A-Za-z][^<>]{0,500}>|<!--")]
    private static partial Regex Markup();

    [GeneratedRegex(" {2,}")]
    private static partial Regex Blanks();

    [GeneratedRegex(@" ?\n[ \n]*")]
    private static partial Regex LineEnds();
}
