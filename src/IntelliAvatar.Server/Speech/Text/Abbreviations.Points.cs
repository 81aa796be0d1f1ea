using System.Text.RegularExpressions;
using IntelliAvatar.Server.Speech.Text.Reading;
using IntelliAvatar.Server.Speech.Text.Words;

namespace IntelliAvatar.Server.Speech.Text;

/// <summary>Which points are part of an abbreviation, and end no sentence.</summary>
internal static partial class Abbreviations
{
    private static readonly HashSet<string> UnitNames =
        [.. SpokenWords.Languages.SelectMany(language => SpokenWords.Of(language)!.Units.Keys).Select(key => key.TrimEnd('.'))
            .Where(key => key.Length > 0 && key.All(c => Sentence.IsWord(c) || c == '.'))];

    /// <summary>Whether the point at this place belongs to an abbreviation or initials, and ends no sentence.</summary>
    /// <param name="start">Where the sentence begins.</param>
    public static bool HasPoint(string text, int start, int at)
    {
        var word = WordAt(text, at, out var begins);
        if (word.Length == 0 || IsLeading(word) || Initials.Is(text, begins, at) || LifeDates.Is(text, begins)
            || VerseRule.IsShortBook(text, begins))
        {
            return word.Length > 0;
        }

        var after = text.AsSpan(at + 1).TrimStart(' ');
        if (after.Length == 0 || after[0] == '\n')
        {
            return false;
        }

        if (AbbreviationTables.Drugs.ContainsKey(word) && IsDrug(text, at + 1))
        {
            return true;
        }

        var known = Find(AbbreviationTables.Anywhere, word) is not null || (word is "मि" or "से" or "घं"
            && Measured(text, begins)) || Dotted().IsMatch($"{word}.") || IsUnit(text, begins, word);
        if (char.IsDigit(after[0]))
        {
            return known || Find(AbbreviationTables.Counting, word) is not null || (IsLatin(word)
                && (HasNoVowel(word) || (word.Length <= 4 && char.IsUpper(word[0]) && begins > start && !AbbreviationTables.Words.Contains(word))));
        }

        if (Find(AbbreviationTables.Counting, word) is not null && Code().IsMatch(text, at + 1))
        {
            return true;
        }

        if (after is ['(', >= '0' and <= '9', ..])
        {
            return known || Find(AbbreviationTables.Counting, word) is not null;
        }

        if (after[0] == ')')
        {
            return known;
        }

        if (after[0] is '&' or '+' or '=' or '@' or '%' or '×' or '/' or '₹')
        {
            return known || word.Length <= 4;
        }

        var follows = NextWord(text, at + 1);
        if (follows.Length == 0)
        {
            return false;
        }

        if (Find(AbbreviationTables.Counting, word) is not null && Numeral().IsMatch(follows)
            && (follows.Length > 1 || !word.StartsWith("no", StringComparison.OrdinalIgnoreCase)))
        {
            return true;
        }

        return char.IsAsciiLetterLower(follows[0]) ? known || IsUnknownShort(text, start, word, follows)
            : char.IsAsciiLetterUpper(follows[0]) ? IsBeforeCapital(text, at, begins, word, follows, known)
            : known;
    }

    private static bool IsBeforeCapital(string text, int at, int begins, string word, string follows, bool known)
    {
        if (follows is "No" or "Nos" or "ID" or "Id" && (known || (word.Length <= 4 && Numbered().IsMatch(text, at + 1))))
        {
            return true;
        }

        // 11 a.m. Extra beds are free; but 11 a.m. Monday, 11 a.m. IST.
        if (HalfOfDay().IsMatch(word) && follows.Length > 2 && follows[1..].All(char.IsAsciiLetterLower) && !NotAfterTime().IsMatch(follows)
            && !IsLeading(follows))
        {
            return false;
        }

        if (word.Length == 1 && char.IsUpper(word[0]) && !(begins > 0 && (char.IsDigit(text[begins - 1]) || text[begins - 1] == '°')))
        {
            var another = Initial().IsMatch(text, at + 1);
            return another || ((!AbbreviationTables.Starters.Contains(follows) || follows is "A" or "I") && !RomanRule.Is(text, begins)
                && !IsNamed(WordAt(text, BlanksBefore(text, begins), out _)));
        }

        var closing = AbbreviationTables.Closing.Contains(word)
            || AbbreviationTables.Closing.Contains(word.ToLowerInvariant()) || IsUnit(text, begins, word);
        return known && (!AbbreviationTables.Starters.Contains(follows) || follows is "A" or "I" && word.Length == 1)
            && (!closing || follows.Length > 1 && follows.All(char.IsAsciiLetterUpper));
    }

    /// <summary>"the stn. of Pune": no word of the language, in a text that begins its sentences with capitals.</summary>
    private static bool IsUnknownShort(string text, int start, string word, string follows)
    {
        var first = text.AsSpan(start).TrimStart(" \n\"'“‘(");
        var cased = first.Length > 0 && (char.IsUpper(first[0]) || char.IsDigit(first[0]));
        return cased && IsLatin(word) && follows.All(c => char.IsAsciiLetterLower(c) || c == '\'')
            && (HasNoVowel(word) || (word.Length <= 4 && !AbbreviationTables.Words.Contains(word)));
    }

    private static bool IsUnit(string text, int begins, string word) => UnitNames.Contains(word)
        && Counted().IsMatch(text.AsSpan(Math.Max(0, begins - 20), Math.Min(20, begins)));

    private static bool IsLatin(string word) => word.All(c => char.IsAsciiLetter(c) || c is '.' or '/');

    private static bool HasNoVowel(string word) => word.Length > 1 && !word.Any(c => "aeiouyAEIOUY".Contains(c));

    private static int BlanksBefore(string text, int at)
    {
        while (at > 0 && text[at - 1] == ' ')
        {
            at--;
        }

        return at;
    }

    private static bool IsNamed(string before) => AbbreviationTables.Lettered.Contains(before) || RomanRule.Names(before);

    private static string WordAt(string text, int at, out int begins)
    {
        begins = at;
        while (begins > 0 && (Sentence.IsWord(text[begins - 1]) || text[begins - 1] is '.' or '/'))
        {
            begins--;
        }

        return text[begins..at];
    }

    [GeneratedRegex("^[AaPp]\\.?[Mm]$")]
    private static partial Regex HalfOfDay();

    [GeneratedRegex("^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec|Indian|Eastern|Pacific|" +
        "Central|Greenwich|Standard|Sharp|Onwards|Local|Today|Tomorrow|Daily)")]
    private static partial Regex NotAfterTime();

    [GeneratedRegex(@"\G ?Nos?\.?[ :]{0,2}\d")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"\G ?\p{Lu}\.")]
    private static partial Regex Initial();

    [GeneratedRegex(@"(?:[\d½¼¾]|\bper)[ -]?(?:(?:sq|cu)\.? ?|वर्ग |घन |चौरस |চৌ |বর্গ |சதுர |చదరపు |ಚದರ )?$", RegexOptions.IgnoreCase)]
    private static partial Regex Counted();
}
