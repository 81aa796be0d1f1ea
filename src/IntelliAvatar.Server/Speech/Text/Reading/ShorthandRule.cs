using System.Text.RegularExpressions;
using IntelliAvatar.Server.Speech.Text.Words;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>Shorthand of clinics, offices and messages: x 5 days, once/week, b/w, B+ve, Ph:, USD/INR, 4N/5D, (adv.).</summary>
internal static partial class ShorthandRule
{
    private static readonly IReadOnlyDictionary<string, string> Labels = SpokenWords.List(
        """
        Ph phone; Phn phone; Tel telephone; Mob mobile; Qty quantity; Amt amount; Ref reference; Addr address; Add address;
        Wt weight; Ht height; Dt date; Dtd dated; Regn registration; Desig designation; Sub subject; Dept department;
        Temp temperature; Mfg manufactured; Mfd manufactured; Encl enclosed; Attn attention; Avg average; Approx approximately;
        Desc description; Disc discount; Bal balance; Est estimate; Govt government; Org organization; Std standard; Sec section;
        Dist district; Occ occupation; Qual qualification; Rx prescription; Dx diagnosis
        """);

    private static readonly IReadOnlyDictionary<string, string> PartsOfSpeech = SpokenWords.List(
        """
        n noun; v verb; adj adjective; adv adverb; prep preposition; conj conjunction; pron pronoun; interj interjection; pl plural;
        sing singular; masc masculine; fem feminine; abbr abbreviation; syn synonym; ant antonym
        """);

    public static Said? Read(Sentence sentence, int at)
    {
        var text = sentence.Text;
        if (text[at] is 'x' or 'X' or '×' && Lasting().Match(text, at) is { Success: true } lasting)
        {
            return sentence.IsEnglish ? new("for", lasting.Length) : new(", ", lasting.Length);
        }

        if (sentence.Language == "hi" && Hundred().Match(text, at) is { Success: true } hundred)
        {
            return new("सौ प्रतिशत", hundred.Length);
        }

        if (Pair().Match(text, at) is { Success: true } pair)
        {
            return new($"{pair.Groups["a"].Value} {pair.Groups["b"].Value}", pair.Length);
        }

        if (Signed().Match(text, at) is { Success: true } signed && (signed.Groups["ve"].Success || Blood().IsMatch(text))
            && sentence.Words.Signs.TryGetValue(signed.Groups["sign"].Value == "+" ? "positive" : "negative", out var word))
        {
            return new($"{signed.Groups["group"].Value} {word}".Trim(), signed.Length);
        }

        if (Nights().Match(text, at) is { Success: true } nights && sentence.Words.Signs.TryGetValue("nights", out var night)
            && sentence.Words.Signs.TryGetValue("days", out var day))
        {
            return new($"{Count("n", night)} {Count("d", day)}", nights.Length);

            string Count(string part, string name) => $"{Amounts.Say(sentence, nights.Groups[part].Value, "")} " +
                (nights.Groups[part].Value == "1" && sentence.IsEnglish ? name[..^1] : name);
        }

        return sentence.IsEnglish ? ReadEnglish(sentence, at)
            : text[at] == '/' && NativeTimes().IsMatch(text, at) && sentence.Words.Signs.TryGetValue("per", out var per) ? new(per, 1)
            : null;
    }

    /// <summary>Whether "x 5 days" begins here, and no multiplication.</summary>
    public static bool Lasts(string text, int at) => Lasting().IsMatch(text, at < text.Length && text[at] == ' ' ? at + 1 : at);

    private static Said? ReadEnglish(Sentence sentence, int at)
    {
        var text = sentence.Text;
        if (text[at] == '/' && Times().IsMatch(text, at))
        {
            return new("per", 1);
        }

        if (Label().Match(text, at) is { Success: true } label
            && Labels.TryGetValue($"{label.Value[0]}{label.Value[1..].ToLowerInvariant()}", out var name))
        {
            return new(name, label.Length);
        }

        if (Expiry().Match(text, at) is { Success: true } expiry)
        {
            return new(expiry.Groups["date"].Success ? "expiry" : "experience", expiry.Length);
        }

        if (PartOfSpeech().Match(text, at) is { Success: true } part)
        {
            return new(PartsOfSpeech[part.Groups["name"].Value], part.Length);
        }

        if (Strokes().Match(text, at) is { Success: true } strokes)
        {
            return new(strokes.Value switch
            {
                "b/w" => "between",
                "c/o" => "complains of",
                "h/o" or "H/o" => "history of",
                "k/c/o" or "K/c/o" => "known case of",
                "W/o" => "wife of",
                _ => "per person",
            }, strokes.Length);
        }

        if (Scored().Match(text, at) is { Success: true } scored && Football().IsMatch(text))
        {
            return new($"{Amounts.Say(sentence, scored.Groups["n"].Value, "")} minutes", scored.Length);
        }

        return Added().Match(text, at) is { Success: true } added
            ? new($"{Amounts.Say(sentence, added.Groups["n"].Value, "")} plus {Amounts.Say(sentence, added.Groups["more"].Value, "")}" +
                (Minute().IsMatch(text, at + added.Length) ? "" : " minutes"), added.Length)
            : null;
    }

    private const string Code = "USD|INR|EUR|GBP|JPY|CNY|CNH|AUD|NZD|CAD|CHF|SGD|HKD|AED|BTC|ETH|XAU|XAG|ZAR|THB|MYR|NPR|LKR|BDT|PKR|" +
        "KRW|RUB|TRY|SAR|USDT";

    // 500 mg x 5 days, twice daily × 2 weeks; not 3 x 5 days.
    [GeneratedRegex(
        @"\G(?<=[\p{L}\p{M}).] ?|\d-\d-\d )[xX×] ?(?=\d{1,3}(?:/\d)?(?: ?[-–] ?\d{1,3})?[ -]?(?:days?|d|weeks?|wks?|wk|months?|mths?|" +
            @"mos?|hrs?|hours?|years?|yrs?|nights?|sessions?|" +
        @"दिन|दिवस|हफ़्ते|हफ्ते|सप्ताह|महीने|महिने|माह|দিন|সপ্তাহ|மாதம்|நாட்கள்|நாள்|వారాలు|రోజులు|నెలలు|ದಿನ|ವಾರ|ತಿಂಗಳು)(?![\p{L}\p{M}]))")]
    private static partial Regex Lasting();

    [GeneratedRegex($@"\G(?<![\p{{L}}\p{{M}}\d/])(?<a>{Code})\s?[/-]\s?(?<b>{Code})(?![\p{{L}}\p{{M}}\d/])")]
    private static partial Regex Pair();

    // B+ve, AB-, +ve.
    [GeneratedRegex(@"\G(?<![\p{L}\p{M}\d])(?<group>AB|[ABO]|Rh)? ?(?:\((?<sign>[+−–-])(?<ve>ve)\)|(?<sign>[+−–-])(?<ve>ve)|" +
        @"(?<=[ABOh])(?<sign>[+−–-])(?<ve>(?!)))(?![\p{L}\p{M}\d+-])|" +
        @"\G(?<![\p{L}\p{M}\d])(?<group>AB|[ABO])(?<sign>[+−–-])(?![\p{L}\p{M}\d+-]| (?:in|grades?|marks|ग्रेड|अंक|" +
            @"श्रेणी)(?![\p{L}\p{M}]))")]
    private static partial Regex Signed();

    [GeneratedRegex(@"(?i:\b(?:blood|donors?|plasma|platelets?|transfusion|rh)\b)|रक्त|ख़ून|खून|ब्लड|রক্ত|இரத்த|ரத்த|రక్త|ರಕ್ತ")]
    private static partial Regex Blood();

    [GeneratedRegex(@"\G(?<![\p{L}\p{M}\d])(?<n>\d{1,2}) ?N ?[/+&] ?(?<d>\d{1,2}) ?D(?![\p{L}\d])|" +
        @"\G(?<![\p{L}\p{M}\d])(?<d>\d{1,2}) ?D ?[/+&] ?(?<n>\d{1,2}) ?N(?![\p{L}\d])")]
    private static partial Regex Nights();

    [GeneratedRegex(@"\G(?<=(?<!\p{L})(?:[Oo]nce|[Tt]wice|[Tt]hrice|times|[Pp]aid|people|units|visits|users|calls|words|km|steps|hrs|" +
        @"hours|mins|meals|glasses|cups))/(?=(?:day|week|month|year|hour|min|minute|night|wk|mo|yr|hr|sec|second|person|head|" +
        @"user)(?!\p{L}))")]
    private static partial Regex Times();

    [GeneratedRegex(@"\G(?<![\p{L}\p{M}\d.])[A-Z][A-Za-z]{1,5}(?=\s?:(?!//))")]
    private static partial Regex Label();

    [GeneratedRegex(@"\G(?<![\p{L}\p{M}\d.])Exp(?=\.?\s?:\s?(?<date>\d{1,2}[/.-]\d|[A-Z][a-z]{2})?)")]
    private static partial Regex Expiry();

    [GeneratedRegex(@"\G(?<=\()(?<name>n|v|adj|adv|prep|conj|pron|interj|pl|sing|masc|fem|abbr|syn|ant)\.(?=[),;])")]
    private static partial Regex PartOfSpeech();

    // b/w 6 and 8, c/o chest pain, Sita W/o Ram, ₹999 pp.
    [GeneratedRegex(
        @"\G(?<![\p{L}\p{M}\d.])(?:b/w(?= (?:\d|the |you |me |us |them |[A-Z]|[a-z]+ (?:and|&) ))|c/o(?= [a-z])|[Hh]/o(?= (?:[a-z]|" +
            @"[A-Z]{2}))|[Kk]/c/o|W/o(?! [a-z])|W/o(?= or | \()|(?<=[₹$€£][\d,.]{1,12}(?:/-)? ?)pp)(?![\p{L}\p{M}\d])")]
    private static partial Regex Strokes();

    // 90+2' of a match.
    [GeneratedRegex(@"\G(?<![\p{L}\d.,])(?<n>\d{2,3}) ?\+ ?(?<more>\d{1,2})['′’]")]
    private static partial Regex Added();

    [GeneratedRegex(@"\G(?<![\p{L}\d.,/–-])100 ?(?:%|प्रतिशत)")]
    private static partial Regex Hundred();

    // Kane 34', 67'
    [GeneratedRegex(@"\G(?<![\p{L}\d.,'’-])(?<n>\d{1,3})['′’](?=[,);.]|$| (?!\d))")]
    private static partial Regex Scored();

    [GeneratedRegex(@"\b(?:[Gg]oals?|[Ss]cored|[Ss]corers?|penalt\w+|FC|FT|HT|half-time|striker|equali[sz]\w+|red card|football|" +
        @"hat-trick|header)\b")]
    private static partial Regex Football();

    [GeneratedRegex(@"\G(?<=बार|वेळा|বার|முறை|సార్లు|ಬಾರಿ)/(?=दिन|दिवस|हफ़्त|हफ्त|सप्ताह|आठवड|महीन|महिन|माह|দিন|সপ্তাহ|மாத|நாள்|வார|" +
        @"రోజు|వార|నెల|ದಿನ|ವಾರ)")]
    private static partial Regex NativeTimes();

    [GeneratedRegex(@"\G ?min")]
    private static partial Regex Minute();
}
