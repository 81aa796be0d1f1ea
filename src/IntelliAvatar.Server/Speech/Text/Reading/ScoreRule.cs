using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>Scores of games, where the sentence tells of one: won 3-2, 185/4, 122*. Elsewhere 2-3 is a range and 3/4 a fraction.</summary>
internal static partial class ScoreRule
{
    public static Said? Read(Sentence sentence, int at)
    {
        if (!sentence.Words.HasNumbers || !char.IsDigit(sentence.At(at)))
        {
            return null;
        }

        var text = sentence.Text;
        if (Wickets().Match(text, at) is { Success: true } wickets && sentence.Words.Wickets is { } say
            && IsCricket(text, at + wickets.Length, wickets))
        {
            return new(say(Said(sentence, wickets, "runs"), Said(sentence, wickets, "out")), wickets.Length);
        }

        if (Bowling().Match(text, at) is { Success: true } bowling && sentence.IsEnglish && Cricket().IsMatch(text))
        {
            return new($"{Said(sentence, bowling, "out")} for {Said(sentence, bowling, "runs")}", bowling.Length);
        }

        if (NotOut().Match(text, at) is { Success: true } notOut && sentence.IsEnglish && Cricket().IsMatch(text))
        {
            return new($"{Said(sentence, notOut, "n")} not out", notOut.Length);
        }

        if (Balls().Match(text, at) is { Success: true } balls && sentence.IsEnglish && Cricket().IsMatch(text))
        {
            return new($"{Said(sentence, balls, "n")} {(balls.Groups["what"].Value switch { "4" => "fours", "6" => "sixes", _ => "balls" })}", balls.Length);
        }

        if (Games().Match(text, at) is not { Success: true } games)
        {
            return null;
        }

        var end = at + games.Length;
        var told = sentence.IsEnglish
            ? ScoreNext().IsMatch(text, end) || (Told().IsMatch(text) && Ends().IsMatch(text, end)) || Sets().IsMatch(text)
            : (ToldNative().IsMatch(text) && EndsNative().IsMatch(text, end)) || Sets().IsMatch(text);
        return told ? new($"{Goals("n")} {Goals("n2")}", games.Length) : null;

        string Goals(string part) => sentence.IsEnglish && games.Groups[part].Value == "0" ? "nil" : Said(sentence, games, part);
    }

    private static bool IsCricket(string text, int end, Match wickets)
    {
        var (runs, out_) = (int.Parse(wickets.Groups["runs"].Value), int.Parse(wickets.Groups["out"].Value));
        return wickets.Groups["by"].Value == "/"
            ? runs > out_ && ((runs > 10 || ScoreBefore().IsMatch(text[..wickets.Index])) && Cricket().IsMatch(text)
                || (runs >= 50 && out_ < 10 && Team().IsMatch(text[..wickets.Index])))
            : runs >= 20 && out_ < 10 && Overs().IsMatch(text, end);
    }

    private static string Said(Sentence sentence, Match match, string part) => Amounts.Say(sentence, match.Groups[part].Value, "");

    [GeneratedRegex(@"\G(?<![\p{L}\d.,/-])(?!24/7)(?<runs>\d{1,3})(?<by>[/-])(?<out>10|\d)(?![\d/%-]|[.,]\d)(?:d\b)?")]
    private static partial Regex Wickets();

    [GeneratedRegex(@"\G(?<=(?:took|takes|taking|figures? (?:of|were)|claimed|bagged|with|picked|haul of|best of|returned|returning|career-best|spell of)[ :])(?<out>10|\d)/(?<runs>\d{2,3})(?![\d/%-]|[.,]\d)")]
    private static partial Regex Bowling();

    [GeneratedRegex(@"\G(?<![\p{L}\d.,/-])(?<n>\d{1,3})\*(?![\d*#])")]
    private static partial Regex NotOut();

    // 94b, 9x4, 3x6
    [GeneratedRegex(@"\G(?<![\p{L}\d.,/-])(?<n>\d{1,3})(?:(?<what>b)|x(?<what>[46]))(?![\p{L}\d])")]
    private static partial Regex Balls();

    [GeneratedRegex(@"\G(?<![\p{L}\d.,/:-])(?<n>\d{1,3})[-–](?<n2>\d{1,3})(?![\d/%:]|[.,]\d|-\d)")]
    private static partial Regex Games();

    [GeneratedRegex(
        @"(?i)\b(?:overs?|ov|wickets?|wkts?|innings|runs?|batting|batted|batsm\w+|batters?|bowl\w*|chas\w+|all out|declared|not out|unbeaten|century|scored|SR|T20s?|ODIs?|IPL|cricket|crease|stumps)\b|\bIND\b|\bPAK\b|\bAUS\b|\bENG\b|" +
        @"स्कोर|ओवर|रन|विकेट|पारी|बल्लेबाज|षटक|धाव|गडी|डाव|স্কোর|ওভার|রান|উইকেট|ইনিংস|ஸ்கோர்|ஓவர்|ரன்|விக்கெட்|స్కోర|ఓవర్|పరుగు|వికెట్|ಸ್ಕೋರ್|ಓವರ್|ರನ್|ವಿಕೆಟ್")]
    private static partial Regex Cricket();

    [GeneratedRegex(@"(?:[Ss]core\w*|were|was|at|स्कोर|স্কোর|ஸ்கோர்|స్కోర్|స్కోరు|ಸ್ಕೋರ್)\W{0,3}$")]
    private static partial Regex ScoreBefore();

    [GeneratedRegex(
        @"(?:India|Pakistan|Australia|England|Bangladesh|Zealand|Africa|Lanka|Indies|Afghanistan|Zimbabwe|Ireland|CSK|MI|RCB|KKR|SRH|DC|RR|PBKS|GT|LSG|भारत|इंडिया|पाकिस्तान|ऑस्ट्रेलिया|इंग्लैंड|इंग्लंड|बांग्लादेश|ভারত|পাকিস্তান|বাংলাদেশ|অস্ট্রেলিয়া|" +
        @"இந்தியா|பாகிஸ்தான்|ஆஸ்திரேலியா|భారత్|పాకిస్తాన్|ఆస్ట్రేలియా|ಭಾರತ|ಪಾಕಿಸ್ತಾನ|ಆಸ್ಟ್ರೇಲಿಯಾ)[ :,-]{1,3}$")]
    private static partial Regex Team();

    [GeneratedRegex(@"\G(?: ?\(\d{1,3}(?:\.\d)? ?(?:ov|overs?)?\)| (?:in|after|from) \d{1,3}(?:\.\d)? overs)")]
    private static partial Regex Overs();

    [GeneratedRegex(@"\G (?:(?!\w+s )\w+ )?(?:win|victory|defeat|loss|lead|draw|scoreline|margin|triumph|thrashing|rout|drubbing|sweep|aggregate|score|success|series|advantage|deficit|thriller)(?![\p{L}])")]
    private static partial Regex ScoreNext();

    [GeneratedRegex(
        @"(?i)\b(?:won|wins?|winning|beats?|beaten|beating|lost|loses?|losing|defeat\w*|draws?|drew|drawn|leads?|led|leading|trail\w*|scores?|scoreline|scored|match|matches|series|finals?|semi-?finals?|goals?|sets?|sweep|swept|" +
        @"whitewash\w*|victory|thrash\w*|level\w*|tied?|tie-?break\w*|ended|edged|upset|stunned|crushed|hammered|down|downed|outplayed|overcame|half-?time|full-?time|penalties|shoot-?out)\b")]
    private static partial Regex Told();

    [GeneratedRegex(
        @"\G(?:\s*(?:$|[.,;:!?)\]]|\((?:\d|aet|pens?))| (?:in|to|against|at|over|on|with|after|and|by|for|from|as|but|when|while|vs|away|up|down|ahead|yesterday|today|tonight|here|last|this|thanks|via|before|despite|during|inside|win)(?![\p{L}]))")]
    private static partial Regex Ends();

    // 6-4, 7-5
    [GeneratedRegex(@"(?<![\d.,/-])[0-7]-[0-7](?:\(\d{1,2}\))?(?:, | and | और | व )[0-7]-[0-7](?![\d/%-])")]
    private static partial Regex Sets();

    [GeneratedRegex(
        @"जीत|हार|हरा|स्कोर|सीरीज|सीरीज़|मैच|मुकाबल|बढ़त|ड्रॉ|शिकस्त|मात |जिंक|हरव|विजय|सामना|मालिका|पराभव|आघाडी|জিত|জয়|হার|গোল|ম্যাচ|সিরিজ|ড্র|" +
        @"வென்ற|வெற்றி|தோல்வி|தோற்|கோல்|தொடர்|டிரா|గెలి|గెలు|ఓడి|ఓట|విజయ|గోల్|సిరీస్|డ్రా|ಗೆದ್ದ|ಗೆಲು|ಸೋಲ|ಸೋತ|ಗೋಲ್|ಗೋಲು|ಸರಣಿ|ಜಯ|ಡ್ರಾ")]
    private static partial Regex ToldNative();

    [GeneratedRegex(
        @"\G\s?(?:$|[.,;:!?)।]|(?:से|की|के|का|पर|रहा|रही|है|था|बढ़त|जीत|हार|हरा|ड्रॉ|अंतर|गोल|सेट)(?![\p{L}\p{M}])|ने|नं|असा|अशी|अशा|च्या|फरक|विजय|आघाडी|बरोबरी|এ(?![\p{L}\p{M}])|তে|-এ|গোল|ব্যবধান|সেট|ফলে|জয়|ড্র|" +
        @"என|கோல்|கணக்கில்|செட்|வித்தியாச|తో|తేడా|గోల్|గా|ఆధిక్య|సెట్|ಅಂತರ|ರಿಂದ|ಗೋಲ|ಸೆಟ್|ರ )")]
    private static partial Regex EndsNative();
}
