using System.Text;
using IntelliAvatar.Server.Speech.Text.Words;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>What a rule says for so many characters.</summary>
internal readonly record struct Said(string Words, int Length);

/// <summary>Says what stands at a place of a sentence; null: the rule is not about that.</summary>
internal delegate Said? Rule(Sentence sentence, int at);

/// <summary>A sentence that is read: its text with plain digits, and the words of its language.</summary>
/// <param name="Language">The primary tag.</param>
internal sealed record Sentence(string Text, SpokenWords Words, string Language)
{
    public bool IsEnglish => Language == "en";

    public char Before(int at) => at > 0 ? Text[at - 1] : ' ';

    public char At(int at) => at < Text.Length ? Text[at] : ' ';

    /// <summary>The word that ends before this place, without the blanks between.</summary>
    public string WordBefore(int at)
    {
        var end = at;
        while (end > 0 && Text[end - 1] == ' ')
        {
            end--;
        }

        var start = end;
        while (start > 0 && IsWord(Text[start - 1]))
        {
            start--;
        }

        return Text[start..end];
    }

    /// <summary>The word after at most one blank; empty when something else follows.</summary>
    public string WordAfter(int at)
    {
        var start = Math.Min(At(at) == ' ' ? at + 1 : at, Text.Length);
        var end = start;
        while (end < Text.Length && IsWord(Text[end]))
        {
            end++;
        }

        return Text[start..end];
    }

    public bool EndsWord(int at) => at >= Text.Length || !IsWord(Text[at]);

    /// <summary>A letter or a mark of one.</summary>
    public static bool IsWord(char c) => char.IsLetter(c) || IsMark(c);

    public static bool IsMark(char c) =>
        char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark || c is '\u200C' or '\u200D';

    public static string PlainDigits(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            plain.Append(char.IsDigit(c) ? (char)('0' + System.Globalization.CharUnicodeInfo.GetDecimalDigitValue(c)) : c);
        }

        return plain.ToString();
    }
}
