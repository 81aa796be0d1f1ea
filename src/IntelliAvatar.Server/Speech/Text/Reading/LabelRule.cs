using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>Brackets that are part of a label and no pause, Eq. (5) and Fig. 3(b); the quarters of Q1FY26; ASP.NET and .pdf; 5th/6th.</summary>
internal static partial class LabelRule
{
    public static Said? Read(Sentence sentence, int at)
    {
        var (text, c) = (sentence.Text, sentence.Text[at]);
        if (c == '(' && sentence.Words.HasNumbers && Bracketed().Match(text, at) is { Success: true } label)
        {
            var of = label.Groups["label"].Value;
            return new(char.IsDigit(of[0]) ? $"{Amounts.Say(sentence, of.Split('.')[0].TrimEnd([.. "abcdefghijklmnopqrstuvwxyz"]), label.Groups["part"].Value)} {label.Groups["letter"].Value}".Trim()
                : of.Length > 1 ? sentence.Words.Numbers.Cardinal(Small(of)) : of, label.Length);
        }

        if (sentence.Words.HasNumbers && OfAll().Match(text, at) is { Success: true } step && sentence.Words.OutOf is { } outOf)
        {
            var (one, all) = (Amounts.Say(sentence, step.Groups["above"].Value, ""), Amounts.Say(sentence, step.Groups["below"].Value, ""));
            return new(sentence.IsEnglish ? $"{one} of {all}" : outOf(one, all), step.Length);
        }

        if (sentence.Words.HasNumbers && Quarter().Match(text, at) is { Success: true } quarter)
        {
            return new($"{quarter.Groups["letter"].Value} {Amounts.Say(sentence, quarter.Groups["n"].Value, "")}{(quarter.Groups["months"].Success ? " M" : quarter.Groups["quarter"].Success ? " Q" : "")}".Trim(), quarter.Length);
        }

        // ৩-৪টি, 1947లో: part of the number's word.
        if (Joined().Match(text, at) is { Success: true } joined)
        {
            return new($"\u0002{joined.Value}", joined.Length);
        }

        if (sentence.IsEnglish && c == '(' && text.Contains('=', StringComparison.Ordinal) && Function().Match(text, at) is { Success: true } function)
        {
            return new($"of {function.Groups["of"].Value}", function.Length);
        }

        if (c is '-' or '–' && sentence.Language != "kn" && RangeOfLabels().IsMatch(text, at))
        {
            return new(sentence.Words.From("").Trim(), 1);
        }

        if (c == '/' && Ordinals().IsMatch(text, at) && sentence.Words.Signs.TryGetValue("or", out var or))
        {
            return new(or, 1);
        }

        // The point of a codec's name is not said.
        if (sentence.Words.HasNumbers && Codec().Match(text, at) is { Success: true } codec)
        {
            return new($"{codec.Groups["letter"].Value} {sentence.Words.Numbers.Digits(codec.Groups["n"].Value)}", codec.Length);
        }

        if (sentence.Words.Signs.TryGetValue("dot", out var dot) && Dotted().Match(text, at) is { Success: true } dotted)
        {
            var (name, end) = (dotted.Groups["name"].Value, dotted.Groups["end"].Value);
            return new($"{string.Join(' ', name.AsEnumerable())} {dot} {(end == "NET" ? "net" : end)}".Trim(), dotted.Length);
        }

        return null;
    }

    /// <summary>Whether a label stands before this place, Section or Form: a letter behind its number is no unit.</summary>
    public static bool IsBefore(string text, int at) => Labelled().IsMatch(text, at);

    private static int Small(string roman) => roman switch { "ii" => 2, "iii" => 3, "iv" => 4, "vi" => 6, "vii" => 7, "viii" => 8, _ => 9 };

    // 3(b), 80C(2), 4(a)(ii), 2(a)–(c); Eq. (5).
    [GeneratedRegex(
        @"\G(?:(?<=\d[A-Z]{0,2}(?:\([a-z\d]{1,4}\)[–-]?){0,3})|(?<=(?<!\p{L})(?:(?i:eqs?|equations?|figs?|figures?|secs?|sections?|cl|clauses?|items?|points?|options?|vols?|volumes?|pp?|pgs?|pages?|chs?|chap|chapters?|" +
        @"arts?|articles?|paras?|paragraphs?|ex|exercises?|q|questions?|problems?|nos?|rules?|steps?|tables?|theorems?|lemmas?|notes?|refs?)|समीकरण|चित्र|आकृति|प्रश्न|" +
        @"সমীকরণ|চিত্র|சமன்பாடு|படம்|సమీకరణం|చిత్రం|ಸಮೀಕರಣ|ಚಿತ್ರ)\.? (?:\(\d{1,3}\),? (?:and |to )?)?))\((?<label>\d{1,3}(?<part>\.\d{1,2})?(?<letter>[a-z])?|[a-z]|ii|iii|iv|vi|vii|viii|ix|[\u0904-\u0D39])\)")]
    private static partial Regex Bracketed();

    // H.264, x265, G.711.
    [GeneratedRegex(@"\G(?<![\p{L}\p{M}\d.])(?:(?<letter>[GHTX])\.|(?<letter>[xX])(?=26[3-6]))(?<n>\d{3})(?![\p{L}\d]|[.,]\d)")]
    private static partial Regex Codec();

    // Step 1/3, Part 3/5: of a whole.
    [GeneratedRegex(
        @"\G(?<=(?<!\p{L})(?:[Ss]tep|STEP|[Pp]art|PART|[Pp]age|[Ss]lide|[Ee]pisode|[Ll]esson|[Dd]ay|चरण|भाग|पृष्ठ|पेज|पाठ|स्टेप)[ :]{1,2})" +
        @"(?<above>\d{1,3})/(?<below>\d{1,3})(?![\d/]|[.,]\d)")]
    private static partial Regex OfAll();

    // Section 194J: no joules.
    [GeneratedRegex(
        @"(?<=(?:[Ss]ections?|[Ss]ecs?\.?|u/s|[Rr]ules?|[Aa]rticles?|[Ff]orm|[Rr]oom|[Ff]lat|[Ss]eat|[Cc]oach|[Gg]ate|[Pp]latform|[Bb]us|[Pp]lot|[Bb]lock|[Hh]ouse|[Cc]lass|" +
        @"धारा|अनुच्छेद|नियम|कक्षा|फ्लैट|फ़्लैट|सीट|कमरा|ಸೆಕ್ಷನ್|సెక్షన్|பிரிவு|ধারা|कलम) (?:[Nn]o\.? )?)\G")]
    private static partial Regex Labelled();

    // f(x)
    [GeneratedRegex(@"\G(?<=(?<!\p{L})[A-Za-z])\((?<of>[a-z])\)")]
    private static partial Regex Function();

    // 2(a)–(c), Q1-Q3, Day 1 – Day 7, 5th-6th.
    [GeneratedRegex(
        @"\G(?<=\([a-z\d]{1,2}\))[–-](?=\([a-z\d]{1,2}\))|" +
        @"\G(?<=(?<![\p{L}\p{M}\d])(?<of>[A-Z])\d{1,3})[–-](?=\k<of>\d{1,3}(?![\p{L}\d-]))|" +
        @"\G(?<=(?<![\p{L}\p{M}\d])(?<word>\p{L}[\p{L}\p{M}]{1,15}) \d{1,3} ?)[–-](?= ?\k<word> \d{1,3}(?![\p{L}\d%-]|[.,]\d))|" +
        @"\G(?<=\d(?:st|nd|rd|th))[–-](?=\d{1,4}(?:st|nd|rd|th)(?!\p{L}))|\G(?<=\d(?<end>[\u0900-\u0DFF]{1,5}))[–-](?=\d{1,4}\k<end>(?![\p{L}\p{M}]))")]
    private static partial Regex RangeOfLabels();

    [GeneratedRegex(@"\G(?<=\d)(?:টি|টা|টে|টির|টার|টা(?:\u09DF|\u09AF\u09BC)|টিতে|জন|লো|లో|లోని|లోగా|న|కు|కి|తో|ను|కల్లా|-?(?:இ?ல்|" +
        @"இ?லிருந்து|ஐ|க்கு|এর?))(?![\p{L}\p{M}\d])")]
    private static partial Regex Joined();

    [GeneratedRegex(@"\G(?<![\p{L}\d])(?:(?<letter>[QH])(?<n>[1-4])|(?<n>[1-4])(?<quarter>Q)(?=FY)|(?<n>[369])(?<months>M))(?=[ -]?FY\s?['’]?\d)")]
    private static partial Regex Quarter();

    [GeneratedRegex(@"\G(?<=\d(?:st|nd|rd|th))/(?=\d{1,4}(?:st|nd|rd|th)(?!\p{L}))|\G(?<=\d(?<end>[\u0900-\u0DFF]{1,5}))/(?=\d{1,4}\k<end>(?![\p{L}\p{M}]))")]
    private static partial Regex Ordinals();

    [GeneratedRegex(@"\G(?<![\p{L}\d])(?<name>[A-Z]{2,4})?\.(?<end>NET)(?![\p{L}\d])|\G(?<![\p{L}\p{M}\d.])\.(?<end>com|org|net|in|io|edu|gov|pdf|docx?|xlsx?|pptx?|csv|jpe?g|png|gif|mp[34]|zip|exe|html?|apk|txt)(?![\p{L}\d])")]
    private static partial Regex Dotted();
}
