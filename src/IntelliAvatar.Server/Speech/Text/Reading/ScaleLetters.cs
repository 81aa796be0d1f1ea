using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>
/// What stands behind a number: lakh, Cr, M, and the letters that are a scale only there where something is counted: 5L people, 3.5B users,
/// 24K gold.
/// </summary>
internal static partial class ScaleLetters
{
    /// <param name="Scale">As <see cref="Amounts.Scale"/> knows it; null: <paramref name="Words"/> says it.</param>
    /// <param name="Length">How many characters it has, with the blank before it.</param>
    public readonly record struct Found(string? Scale, string Words, int Length);

    /// <param name="number">The number before it.</param>
    public static Found? After(Sentence sentence, int at, string number)
    {
        var text = sentence.Text;
        if (Words().Match(text, at) is { Success: true } word)
        {
            return new(word.Groups["scale"].Value, "", word.Length);
        }

        if (Carats().Match(text, at) is { Success: true } carats
            && (carats.Groups["sure"].Success || (CaratNumber().IsMatch(number) && Gold().IsMatch(text))))
        {
            return sentence.Words.Signs.TryGetValue("carat", out var carat) ? new(null, carat, carats.Length) : null;
        }

        if (sentence.IsEnglish && LakhsAYear().Match(text, at) is { Success: true } year)
        {
            return new("L", "per annum", year.Length);
        }

        if (Letter().Match(text, at) is not { Success: true } match || Sentence.IsWord(sentence.Before(at - number.Length)))
        {
            return null;
        }

        var (letter, end, fraction) = (match.Groups["scale"].Value, at + match.Length, number.Contains('.', StringComparison.Ordinal));
        var attached = match.Length == letter.Length;
        var counts = CountedAfter(text, end);
        var scales = letter switch
        {
            // 4K is a picture.
            "K" or "k" => !attached ? counts : number is "2" or "4" or "8" ? counts && !Pictures().IsMatch(text, end) : counts || !Run().IsMatch(text[..at]),
            // 14B is a gate, too.
            "B" or "T" => attached && (fraction || Billions().IsMatch(text, end)),
            "L" => (counts && !Liquids().IsMatch(text, end)) || (attached ? PerYear() : PerAnnum()).IsMatch(text, end) || (MoneyBefore().IsMatch(text[..at]) && !Liquids().IsMatch(text, end)),
            _ => attached,
        };
        return scales ? new(letter, "", match.Length) : null;
    }

    private static bool CountedAfter(string text, int at) => People().IsMatch(text, at) || Plural().IsMatch(text, at);

    [GeneratedRegex(@"\G\s?(?<scale>[Ll]akhs?|LAKHS?|[Ll]acs?|LACS?|[Cc]rores?|CRORES?|[Cc]rs?|CR)(?![\p{L}\p{M}\d])")]
    private static partial Regex Words();

    [GeneratedRegex(@"\G(?:\s?(?<sure>kt|KT|Kt|ct|[Cc]arats?|[Kk]arats?)|-?K)(?![\p{L}\p{M}\d])")]
    private static partial Regex Carats();

    [GeneratedRegex(@"^(?:14|18|22|23|24)$")]
    private static partial Regex CaratNumber();

    [GeneratedRegex(
        @"(?i)\b(?:gold|ring|rings|chain|jewel\w*|necklace|bangles?|bracelet|hallmark\w*|earrings?|ornaments?|pendant|coins?)\b|सोना|सोने|सोन्य|स्वर्ण|गहने|दागिने|সোনা|স্বর্ণ|গয়না|தங்க|நகை|బంగార|నగలు|ಚಿನ್ನ|ಬಂಗಾರ|ಆಭರಣ")]
    private static partial Regex Gold();

    [GeneratedRegex(@"\G(?:(?<scale>[kMBT]|[MBTmbt]n)|\s?(?<scale>[KL]))(?![\p{L}\p{M}\d'’-])")]
    private static partial Regex Letter();

    [GeneratedRegex(@"\G\s?LPA(?![\p{L}\d])")]
    private static partial Regex LakhsAYear();

    [GeneratedRegex(
        @"\G\+? (?:people|men|women|children|youth|voters|staff|cattle|" +
        @"लोग|छात्र|यूज़र|यूजर|व्यू|ग्राहक|किसान|परिवार|मतदाता|वोट|सब्सक्राइबर|फॉलोअर|फ़ॉलोअर|नौकरि|पद |रुप|लोक|विद्यार्थी|शेतकरी|मत|মানুষ|লোক|ছাত্র|গ্রাহক|ভোট|পরিবার|টাকা|" +
        @"பேர்|மக்கள்|மாணவ|குடும்ப|வாக்கு|ரூபாய்|మంది|ప్రజ|ఓట్ల|రూపాయ|ಜನ|ವಿದ್ಯಾರ್ಥಿ|ಮತ|ಕುಟುಂಬ|ರೂಪಾಯಿ)")]
    private static partial Regex People();

    // "new users", too.
    [GeneratedRegex(@"\G\+? (?:(?!of |in |on |and |or |to |is |was |has |as |at |for |from |by |with )[a-z]{3,} )?(?!(?:is|was|has|as|this|its|ours|costs|weighs|comes|gets|makes|takes|lasts|contains|holds|sells|leaks|needs|uses|gives|goes|does|seems|looks|runs|works|fits|starts|ends|perhaps|always|thus|plus)(?!\p{L}))[a-z]{2,}[a-rt-z]s(?<!us|is)(?![\p{L}\p{M}])")]
    private static partial Regex Plural();

    [GeneratedRegex(
        @"\G\+? (?:\w+ )?(?:people|users|views|downloads|streams|dollars|years|messages|searches|devices|parameters|tokens|records|rows|transactions|customers|followers|subscribers|rupees|trees|plays|visits|visitors|hours|songs|photos|posts|" +
        @"accounts|humans|voters|tons|tonnes|barrels|लोग|यूज़र|यूजर|व्यू|लोक|মানুষ|மக்கள்|பேர்|మంది|ప్రజలు|ಜನ)")]
    private static partial Regex Billions();

    // "He ran 10K" is a race.
    [GeneratedRegex(@"(?i)\b(?:ran|runs?|running|race|jog\w*|marathon)(?: (?:a|an|the|in|my|his|her))? \d+$")]
    private static partial Regex Run();

    [GeneratedRegex(@"\G \w* ?(?:videos|TVs|displays|monitors|screens|movies|cameras|recordings|films|clips|panels|streams|projectors)")]
    private static partial Regex Pictures();

    [GeneratedRegex(
        @"\G(?: \w+)? (?:of|bottles?|cans?|jars?|jugs?|tanks?|engines?|buckets?|drums?|packs?|pouch\w*|drinks?|cylinders?|cookers?|fridges?|refrigerators?|geysers?|heaters?|kettles?|boxes|bags|backpacks|rucksacks|flasks?|" +
        @"oils?|paints?|cartons?|containers?|petrol|diesel|water|milk|capacity|fuel|juice)(?![\p{L}])")]
    private static partial Regex Liquids();

    [GeneratedRegex(@"\G ?(?:/ ?(?:year|yr|annum)|PA|pa|p\.a|per (?:year|annum))(?![\p{L}])")]
    private static partial Regex PerYear();

    // 1.5 L/month is water; 12 L per annum is a salary.
    [GeneratedRegex(@"\G ?(?:/ ?annum|PA|pa|p\.a|per annum)(?![\p{L}])")]
    private static partial Regex PerAnnum();

    [GeneratedRegex(
        @"(?i)\b(?:salary|loans?|fd|package|ctc|income|earn\w*|worth|prices?|budget|cost\w*|fees?|rent|deposit\w*|prize|insur\w*|emi|limit|paid|pays?|invest\w*|savings?|raised|bonus|fund)(?: \w+){0,2}[ :-]*$|" +
        @"(?:वेतन|लोन|कर्ज|सैलरी|पगार|आय|कीमत|किंमत|इनाम|বেতন|ঋণ|দাম|சம்பளம்|கடன்|விலை|జీతం|అప్పు|ధర|ಸಂಬಳ|ಸಾಲ|ಬೆಲೆ)(?: [\p{L}\p{M}]+)?[ :-]*$")]
    private static partial Regex MoneyBefore();
}
