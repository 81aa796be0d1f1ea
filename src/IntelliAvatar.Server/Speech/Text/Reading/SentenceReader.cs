using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using IntelliAvatar.Server.Speech.Text.Words;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>Writes a sentence out in words, for every engine alike. Nothing is left in it that an engine stumbles over: only letters, digits it reads, and marks of a pause.</summary>
internal static partial class SentenceReader
{
    private const string Ends = ".?!।॥۔؟。？！";
    private const string Inner = ",;:،؛、，；：";

    // What espeak-ng has words for in its own languages.
    private const string KnownEverywhere = "%&+=€$£¥@/°§#<>*~^_|\\½¼¾²³×÷±µ";

    private static readonly Rule[] Rules =
    [
        PasswordRule.Read, AddressRule.Read, KeyRule.Read, VerseRule.Read, LabelRule.Read, ArrowRule.Read, NotationRule.Read,
        SubstanceRule.Read, ShorthandRule.Read, MoneyRule.Read, DateToDateRule.Read, DateRules.ReadDate, DateRangeRule.Read,
        DateRules.ReadMonth,
        WeekdayRule.Read, DateRules.ReadTime, PhoneRules.Read, ScoreRule.Read, CodeRules.Read, ScienceRule.Read, CountRules.Read,
        QuantityRules.ReadOrdinal, QuantityRules.ReadFraction, QuantityRules.ReadNumber, RomanRule.Read, Units.ReadPer, Units.ReadRate,
        Units.ReadAlone, Abbreviations.Read, SignRules.Read,
    ];

    /// <param name="text">Plain.</param>
    /// <param name="leftOut">What is not said is added to it.</param>
    public static string Read(string text, string language, ICollection<LeftOut> leftOut)
    {
        var primary = LanguageTag.Primary(language);
        var words = SpokenWords.Of(language);
        var sentence = words is null ? null : new Sentence(Plain(text), words, primary);
        var source = sentence?.Text ?? text;
        var said = new StringBuilder(source.Length * 2);
        for (var at = 0; at < source.Length;)
        {
            if (sentence is not null && Apply(sentence, at) is { } rule)
            {
                said.Append(rule.Words is ", " or "" || rule.Words[0] == '\u0002' ? rule.Words : $" {rule.Words} ");
                at += rule.Length;
                continue;
            }

            at += Copy(source, at, primary, words?.HasNumbers != true, said, leftOut);
        }

        return Tidy(said.ToString(), source);
    }

    private static string Plain(string text) =>
        Micro().Replace(NoWhole().Replace(ListNumber().Replace(Sentence.PlainDigits(text), "$1, "), "0."), "µ");

    private static Said? Apply(Sentence sentence, int at)
    {
        // Inside a word nothing begins.
        if (Sentence.IsWord(sentence.Text[at]) && Sentence.IsWord(sentence.Before(at)) && sentence.Text[at] is not ('Ω' or 'µ'))
        {
            return null;
        }

        if (sentence.Text[at] == ' ')
        {
            return null;
        }

        foreach (var rule in Rules)
        {
            if (rule(sentence, at) is { } said)
            {
                return said;
            }
        }

        return null;
    }

    /// <summary>Takes over what is spoken as it is written, and notes what is not.</summary>
    private static int Copy(string text, int at, string language, bool signsPass, StringBuilder said, ICollection<LeftOut> leftOut)
    {
        Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
        if (Rune.IsLetter(rune) && !WritingSystem.IsReadIn(rune, language))
        {
            var end = at + length;
            while (end < text.Length && Rune.DecodeFromUtf16(text.AsSpan(end), out var next, out var size) == System.Buffers.OperationStatus.Done
                && (Rune.IsLetter(next) ? !WritingSystem.IsReadIn(next, language) : Sentence.IsMark((char)Math.Min(next.Value, char.MaxValue))))
            {
                end += size;
            }

            leftOut.Add(new(text[at..end], $"A voice for {language} does not read these letters."));
            said.Append(' ');
            return end - at;
        }

        var c = text[at];
        if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            || (signsPass && Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherNumber) || c is '\u200C' or '\u200D' || c == ' ' || Ends.Contains(c) || Inner.Contains(c))
        {
            said.Append(rune);
            return length;
        }

        if (signsPass && (KnownEverywhere.Contains(c) || c is '\'' or '’'))
        {
            said.Append(c);
            return length;
        }

        if (c is '-' or '–' or '—' or '−')
        {
            var (after, before) = (at + 1 < text.Length && IsInWord(text[at + 1]), at > 0 && IsInWord(text[at - 1]));
            said.Append(before && after && (c == '-' || (c != '—' && char.IsDigit(text[at + 1]))) ? "-" : c != '—' && !before && after && char.IsDigit(text[at + 1]) ? " -" : ", ");
            return length;
        }

        said.Append(c is '(' or ')' or '[' or ']' or '…' ? ", " : " ");
        if (!Silent().IsMatch(rune.ToString()))
        {
            leftOut.Add(new(rune.ToString(), $"A voice for {language} has no word for it."));
        }

        return length;
    }

    private static bool IsInWord(char c) => Sentence.IsWord(c) || char.IsDigit(c);

    private static string Tidy(string said, string source)
    {
        said = NativeEndings.JoinNumbers(said);
        var tidy = Blanks().Replace(said.Replace(" \u0002", "\u0002", StringComparison.Ordinal).Replace("\u0002", "", StringComparison.Ordinal), " ");
        tidy = BeforeMark().Replace(tidy, "$1");
        tidy = InnerMarks().Replace(tidy, "$1");
        tidy = MarksBeforeEnd().Replace(tidy, "$1");
        tidy = RepeatedEnds().Replace(tidy, match => match.Value.Contains('?', StringComparison.Ordinal) ? "?" : match.Value[..1]);
        tidy = AfterMark().Replace(tidy, "$1 ");
        tidy = Kannada().Replace(tidy, "");
        tidy = tidy.Trim().TrimStart([.. Inner, .. Ends, ' ', '-', '\'']).TrimEnd([.. Inner, ' ', '-']);
        var end = source.AsSpan().TrimEnd("\"'”’»)]} ");
        return tidy.Length > 0 && !Ends.Contains(tidy[^1]) && end is [.., var last] && Ends.Contains(last) ? tidy + last : tidy;
    }

    [GeneratedRegex(@"^(\d{1,3})[.)]\s+(?=\S)")]
    private static partial Regex ListNumber();

    [GeneratedRegex(@"(?<![\d\p{L}\p{M}.,])\.(?=\d)")]
    private static partial Regex NoWhole();

    // The Greek letter before a unit is the sign "micro".
    [GeneratedRegex(@"(?<=\d[ -]?)μ(?=[A-Za-zΩ])")]
    private static partial Regex Micro();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@" ([,;:.?!।॥۔،؛؟])")]
    private static partial Regex BeforeMark();

    [GeneratedRegex(@"([,;:،؛])(?:[ ,;:،؛]*[,;:،؛])")]
    private static partial Regex InnerMarks();

    [GeneratedRegex(@"[,;:][ ,;:]*([.?!।॥۔؟])")]
    private static partial Regex MarksBeforeEnd();

    [GeneratedRegex(@"[.?!]{2,}|।{2,}")]
    private static partial Regex RepeatedEnds();

    [GeneratedRegex(@"([,;:])(?=[\p{L}\p{M}])")]
    private static partial Regex AfterMark();

    // ಹತ್ತು ರಿಂದ → ಹತ್ತರಿಂದ: such an ending is no word of its own.
    [GeneratedRegex(@"ು (?=(?:ರಿಂದ|ರಲ್ಲಿ|ರವರೆಗೆ|ರಂದು|ಕ್ಕೆ)(?![\p{L}\p{M}]))")]
    private static partial Regex Kannada();

    // Quotation marks and brackets are seen and not said.
    [GeneratedRegex(@"^[\p{Pi}\p{Pf}\p{Ps}\p{Pe}\p{Zs}""'`´″′_…·•|/]$")]
    private static partial Regex Silent();
}
