using System.Globalization;
using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>Tells by the words around it whether a number of four digits is a year.</summary>
internal static partial class YearWords
{
    public static bool IsYear(Sentence sentence, int at, int end, string digits)
    {
        if (digits is not { Length: 4 } || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 1100 or > 2099)
        {
            return false;
        }

        // 1857, 1905 and 1942: what tells of one of them stands before the first or behind the last.
        var first = at - YearsBefore().Match(sentence.Text[Math.Max(0, at - 100)..at]).Length;
        var last = end + YearsBehind().Match(sentence.Text, end).Length;
        var (before, after) = (sentence.WordBefore(first), sentence.WordAfter(last));
        if (!sentence.IsEnglish)
        {
            return year >= 1900 || sentence.Words.Months.Contains(before) || Telling().IsMatch(before) || Telling().IsMatch(after);
        }

        var told = Telling().IsMatch(before) || EraBehind().IsMatch(sentence.Text, last)
            || (before is "the" or "The" && EventBehind().IsMatch(sentence.Text, end)) || LifeBefore().IsMatch(sentence.Text.AsSpan(Math.Max(0, first - 6), Math.Min(6, first)));
        after = sentence.WordAfter(end);
        var counts = after is [.., 's'] && after is not ("was" or "is" or "has" or "as" or "this" or "sales" or "elections");
        return told ? year >= 1100 : year >= 1900 && !counts;
    }

    [GeneratedRegex(@"(?<![\p{L}\d.,/])(?:(?:1[1-9]|20)\d\d(?:, ?(?:and |or )?| (?:and|or|to|और|या|व|आणि|এবং|ও|மற்றும்|మరియు|ಮತ್ತು) )){1,9}$")]
    private static partial Regex YearsBefore();

    [GeneratedRegex(@"\G(?:(?:, ?(?:and |or )?| (?:and|or|to|और|या|व|आणि|এবং|ও|மற்றும்|మరియు|ಮತ್ತು) )(?:1[1-9]|20)\d\d(?![\d/%-]|[.,]\d)){1,9}")]
    private static partial Regex YearsBehind();

    [GeneratedRegex(@"\G (?:revolt|war|rebellion|uprising|mutiny|revolution|treaty|act|famine|battle|partition|siege|earthquake|census|constitution|edition)(?!\p{L})")]
    private static partial Regex EventBehind();

    [GeneratedRegex(@"\G ?(?:BCE?|CE|AD)(?!\p{L})")]
    private static partial Regex EraBehind();

    [GeneratedRegex(@"(?<!\p{L})(?:c|ca|b|d|r|fl)\. ?$")]
    private static partial Regex LifeBefore();

    [GeneratedRegex(
        @"^(?:[Yy]ears|[Bb]orn|[Dd]ied|[Ii]n|[Ss]ince|by|[Ff]rom|until|till|[Yy]ear|circa|[Aa]round|[Bb]etween|[Bb]efore|[Aa]fter|[Dd]uring|FY|AD|BC|CE|BCE|सन्?|वर्ष|साल|में|ई|इसवी|मध्ये|साली|সালে|সালের|সাল|లో|సంవత్సరం|సంవత్సరంలో|ರಲ್ಲಿ|ஆண்டு|ஆம்)$")]
    private static partial Regex Telling();
}
