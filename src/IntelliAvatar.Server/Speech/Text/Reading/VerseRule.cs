using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>Chapter and verse behind the name of a scripture: John 3:16, Ps. 23, Matt. 5:3, Surah 2:255, Gita 2.47, गीता 2.47.</summary>
internal static partial class VerseRule
{
    private const string ShortBooks =
        "Gen|Ex(?:od)?|Lev|Num|Deut|Josh|Judg|Sam|Kgs|Chr(?:on)?|Neh|Esth|Psa?|Prov|Eccl(?:es)?|Isa|Jer|Lam|Ezek|Dan|Hos|Mic|Hab|Zeph|Hag|Zech|" +
        "Mal|Matt|Mt|Mk|Lk|Jn|Rom|Cor|Gal|Eph|Phil|Phlm|Col|Thess|Tim|Tit|Heb|Jas|Pet|Rev";

    private static readonly string[] Books =
        ("Genesis Exodus Leviticus Numbers Deuteronomy Joshua Judges Samuel Kings Chronicles Nehemiah Esther Psalm Proverbs Ecclesiastes Isaiah " +
        "Jeremiah Lamentations Ezekiel Daniel Hosea Micah Habakkuk Zephaniah Haggai Zechariah Malachi Matthew Romans Corinthians Galatians " +
        "Ephesians Philippians Colossians Thessalonians Timothy Titus Hebrews Peter Revelation").Split(' ');

    public static Said? Read(Sentence sentence, int at)
    {
        if (sentence.IsEnglish && ShortBook().Match(sentence.Text, at) is { Success: true } book)
        {
            return new(NameOf(book.Groups["book"].Value), book.Length);
        }

        // Ex. 7.3 is an exercise, Ex. 7:3 is of a book.
        if (!sentence.Words.HasNumbers || !char.IsDigit(sentence.At(at)) || Verse().Match(sentence.Text, at) is not { Success: true } match
            || Book().Match(sentence.Text[Math.Max(0, at - 30)..at]) is not { Success: true } name
            || (name.Groups["short"].Success && !match.Value.Contains(':', StringComparison.Ordinal)))
        {
            return null;
        }

        var (chapter, verse) = (Number("chapter"), Number("verse"));
        var to = match.Groups["to"].Success;
        verse = to ? $"{sentence.Words.From(verse)} {Number("to")}" : verse;
        return new(sentence.IsEnglish ? $"{chapter} {(to ? "verses" : "verse")} {verse}" : $"{chapter}, {verse}", match.Length);

        string Number(string part) => Amounts.Say(sentence, match.Groups[part].Value, "");
    }

    /// <summary>Whether the abbreviation of a book begins at this place, before its chapter and verse.</summary>
    public static bool IsShortBook(string text, int at) => ShortBook().IsMatch(text, at);

    private static string NameOf(string book) => book switch
    {
        "Mt" => "Matthew",
        "Mk" => "Mark",
        "Lk" => "Luke",
        "Jn" => "John",
        "Jas" => "James",
        "Kgs" => "Kings",
        "Phlm" => "Philemon",
        _ => Array.Find(Books, name => name.StartsWith(book, StringComparison.Ordinal))!,
    };

    [GeneratedRegex($@"\G(?<!\p{{L}}|(?:[Cc]all|[Mm]eet|[Tt]ell|[Ww]ith|[Ss]ee|[Tt]o|[Aa]sk|[Rr]oom) )(?<book>{ShortBooks})\.?" +
        @"(?= ?\d{1,3}: ?\d{1,3}(?!\d|:\d| ?[AaPp]\.?[Mm](?!\p{L})))|" +
        $@"\G(?<!\p{{L}})(?:(?<book>{ShortBooks})\.(?= ?\d{{1,3}}: ?\d{{1,3}}(?!\d|:\d))|(?<book>Psa?)\.(?= ?\d))")]
    private static partial Regex ShortBook();

    [GeneratedRegex(@"\G(?<chapter>\d{1,3})(?:\.|: ?)(?<verse>\d{1,3})(?:[-–](?<to>\d{1,3}))?(?![\d%]|[.:]\d| ?[AaPp]\.?[Mm](?!\p{L}))")]
    private static partial Regex Verse();

    [GeneratedRegex(
        $@"(?<!\p{{L}})(?:(?<!(?:[Cc]all|[Mm]eet|[Tt]ell|[Ww]ith|[Ss]ee|[Tt]o) )(?:(?<short>{ShortBooks})|Genesis|Exodus|Leviticus|Numbers|Deuteronomy|Joshua|Judges|Ruth|Samuel|Kings|Chronicles|" +
        @"Corinthians|Thessalonians|Timothy|Peter|John|Ezra|Nehemiah|Esther|Job|Psalms?|Proverbs|Ecclesiastes|Isaiah|Jeremiah|Lamentations|Ezekiel|Daniel|Hosea|Joel|Amos|Obadiah|Jonah|Micah|Nahum|" +
        @"Habakkuk|Zephaniah|Haggai|Zechariah|Malachi|Matthew|Mark|Luke|Acts|Romans|Galatians|Ephesians|Philippians|Colossians|Titus|Philemon|Hebrews|James|Jude|Revelation)|" +
        @"(?:[Ss]ura[ht]?|[Qq]ur['’]?an|Koran|(?:Bhagavad[ -]?)?Gita|Bhagwad Gita|Geeta|Upanishad|Manusmriti|Purana|Kural|Dhammapada|Chapter and verse)|" +
        @"गीता|भगवद्गीता|सूरह?|क़ुरान|कुरान|कुरआन|भजन संहिता|यूहन्ना|मत्ती|लूका|मरकुस|उत्पत्ति|উপনিষদ|গীতা|সূরা|কোরআন|கீதை|சங்கீதம்|யோவான்|గీత|భగవద్గీత|కీర్తన|ಗೀತೆ|ಭಗವದ್ಗೀತೆ)\.? $")]
    private static partial Regex Book();
}
