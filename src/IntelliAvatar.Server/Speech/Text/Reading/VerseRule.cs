using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>Chapter and verse behind the name of a scripture: John 3:16, Psalm 23:1-3, Surah 2:255, Gita 2.47, गीता 2.47.</summary>
internal static partial class VerseRule
{
    private static readonly Dictionary<string, string> Books = new()
    {
        ["Gen"] = "Genesis", ["Ex"] = "Exodus", ["Lev"] = "Leviticus", ["Num"] = "Numbers", ["Deut"] = "Deuteronomy", ["Josh"] = "Joshua", ["Sam"] = "Samuel",
        ["Chron"] = "Chronicles", ["Ps"] = "Psalm", ["Prov"] = "Proverbs", ["Isa"] = "Isaiah", ["Jer"] = "Jeremiah", ["Matt"] = "Matthew", ["Mk"] = "Mark",
        ["Lk"] = "Luke", ["Jn"] = "John", ["Rom"] = "Romans", ["Cor"] = "Corinthians", ["Gal"] = "Galatians", ["Eph"] = "Ephesians", ["Phil"] = "Philippians",
        ["Col"] = "Colossians", ["Thess"] = "Thessalonians", ["Tim"] = "Timothy", ["Heb"] = "Hebrews", ["Pet"] = "Peter", ["Rev"] = "Revelation",
    };

    /// <summary>The full name of a book whose abbreviation ends at this point, if a verse follows: Matt. 5:3.</summary>
    public static string? BookOf(string text, string word, int point)
    {
        var verse = point + 1 < text.Length && text[point + 1] == ' ' ? point + 2 : point + 1;
        return Books.TryGetValue(word, out var name) && verse < text.Length && Verse().IsMatch(text, verse)
            && Book().IsMatch($"{text[Math.Max(0, point - 29)..point]} ") ? name : null;
    }

    public static Said? Read(Sentence sentence, int at)
    {
        if (!sentence.Words.HasNumbers || !char.IsDigit(sentence.At(at)) || Verse().Match(sentence.Text, at) is not { Success: true } match
            || !Book().IsMatch(sentence.Text.AsSpan(Math.Max(0, at - 30), Math.Min(30, at))))
        {
            return null;
        }

        var (chapter, verse) = (Number("chapter"), Number("verse"));
        var to = match.Groups["to"].Success;
        verse = to ? $"{sentence.Words.From(verse)} {Number("to")}" : verse;
        return new(sentence.IsEnglish ? $"{chapter} {(to ? "verses" : "verse")} {verse}" : $"{chapter}, {verse}", match.Length);

        string Number(string part) => Amounts.Say(sentence, match.Groups[part].Value, "");
    }

    [GeneratedRegex(@"\G(?<chapter>\d{1,3})(?:\.|: ?)(?<verse>\d{1,3})(?:[-–](?<to>\d{1,3}))?(?![\d%]|[.:]\d| ?[AaPp]\.?[Mm](?!\p{L}))")]
    private static partial Regex Verse();

    [GeneratedRegex(
        @"(?<!\p{L})(?:(?<!(?:[Cc]all|[Mm]eet|[Tt]ell|[Ww]ith|[Ss]ee|[Tt]o) )(?:Gen(?:esis)?|Ex(?:odus|od)|Lev(?:iticus)?|Num(?:bers)?|Deut(?:eronomy)?|Josh(?:ua)?|Judges|Ruth|(?:[123] ?)?(?:Samuel|Sam|Kings|Chronicles|Chron|" +
        @"Corinthians|Cor|Thessalonians|Thess|Timothy|Tim|Peter|Pet|John|Jn)|Ezra|Nehemiah|Esther|Job|Psalms?|Ps|Proverbs|Prov|Ecclesiastes|Isa(?:iah)?|Jer(?:emiah)?|Lamentations|Ezekiel|Daniel|Hosea|Joel|Amos|Jonah|Micah|Malachi|" +
        @"Matt(?:hew)?|Mark|Mk|Luke|Lk|Acts|Romans|Rom|Galatians|Gal|Ephesians|Eph|Philippians|Phil|Colossians|Col|Titus|Philemon|Hebrews|Heb|James|Jude|Revelation|Rev)|" +
        @"(?:[Ss]ura[ht]?|[Qq]ur['’]?an|Koran|(?:Bhagavad[ -]?)?Gita|Bhagwad Gita|Geeta|Upanishad|Manusmriti|Purana|Kural|Dhammapada|Chapter and verse)|" +
        @"गीता|भगवद्गीता|सूरह?|क़ुरान|कुरान|कुरआन|भजन संहिता|यूहन्ना|मत्ती|लूका|मरकुस|उत्पत्ति|উপনিষদ|গীতা|সূরা|কোরআন|கீதை|சங்கீதம்|யோவான்|గీత|భగవద్గీత|కీర్తన|ಗೀತೆ|ಭಗವದ್ಗೀತೆ)\.? $")]
    private static partial Regex Book();
}
