using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>Codes, addresses of machines and of houses, versions: digit by digit, or part by part.</summary>
internal static partial class CodeRules
{
    public static Said? Read(Sentence sentence, int at)
    {
        if (Machine().Match(sentence.Text, at) is { Success: true } machine && sentence.Words.Signs.TryGetValue("dot", out var dot))
        {
            var parts = machine.Value.Split('.', ':').Select(sentence.Words.Numbers.Digits).ToList();
            var port = machine.Value.Contains(':', StringComparison.Ordinal)
                ? $" {sentence.Words.Signs.GetValueOrDefault("colon", ",")} {parts[4]}" : "";
            return new(string.Join($" {dot} ", parts.Take(4)) + port, machine.Length);
        }

        if (Versions().Match(sentence.Text, at) is { Success: true } version && sentence.Words.Point is { } point)
        {
            var parts = version.Groups["v"].Value.Split('.').Select(part => Amounts.Say(sentence, part, ""));
            return new((version.Groups["name"].Success ? $"{sentence.Words.Signs.GetValueOrDefault("version", "v")} " : "") + string.Join($" {point} ", parts), version.Length);
        }

        if (sentence.IsEnglish && No().Match(sentence.Text, at) is { Success: true } no)
        {
            return new("number", no.Length);
        }

        foreach (var pattern in (Regex[])[AfterWord(), AfterId(), AfterNative(), PinCode(), PinOfCity(), Hyphened()])
        {
            if (pattern.Match(sentence.Text, at) is { Success: true } match)
            {
                return match.Groups["lines"].Success
                    ? new(string.Join(' ', match.Value.Split('-').Select(part => Amounts.Say(sentence, part, ""))), match.Length)
                    : new(PhoneRules.Groups(sentence, match.Value), match.Length);
            }
        }

        if (sentence.Words.HasNumbers && Slashes().Match(sentence.Text, at) is { Success: true } several)
        {
            return new($"{string.Join(", ", several.Value.TrimEnd('/').Split('/').Select(part => Amounts.Say(sentence, part, "")))},",
                several.Length);
        }

        if (sentence.Words.HasNumbers && Door().Match(sentence.Text, at) is { Success: true } door)
        {
            return new(Parts(sentence, door.Value, sentence.Words.Signs.GetValueOrDefault("doorby", " "), cardinals: true), door.Length);
        }

        if (Plate().Match(sentence.Text, at) is { Success: true } plate)
        {
            return new(Spelled(sentence, plate.Value), plate.Length);
        }

        if (Token().Match(sentence.Text, at) is { Success: true } token)
        {
            var number = token.Value[0] == '#' && sentence.Words.Signs.TryGetValue("number", out var word) ? $"{word} " : "";
            var numeric = char.IsDigit(token.Value[0]) && token.Value.Count(char.IsLetter) == 1;
            var stroke = sentence.Words.Signs.GetValueOrDefault(numeric ? "doorby" : "/", " ");
            return new(number + Parts(sentence, token.Value.TrimStart('#', ' '), stroke, cardinals: numeric), token.Length);
        }

        if (sentence.Words.HasNumbers && Masked().Match(sentence.Text, at) is { Success: true } masked)
        {
            return new($"{(masked.Groups["x"].Success ? $"{masked.Groups["x"].Value} " : "")}{sentence.Words.Numbers.Digits(masked.Groups["n"].Value)}", masked.Length);
        }

        return Mixed().Match(sentence.Text, at) is { Success: true } mixed ? new(Spelled(sentence, mixed.Value), mixed.Length) : null;
    }

    /// <summary>X200 is X two hundred, FTSE-100 too; other digits one by one.</summary>
    private static string Spelled(Sentence sentence, string code)
    {
        var digits = code.IndexOfAny([.. "0123456789"]);
        var round = sentence.Words.HasNumbers && digits > 0 && Round().IsMatch(code);
        return string.Join(' ', (round ? code[..digits] : code).Where(char.IsLetterOrDigit).Select(c =>
            char.IsDigit(c) ? sentence.Words.Numbers.Digit(c) : $"{c}"))
            + (round ? $" {Amounts.Say(sentence, code[digits..], "")}" : "");
    }

    /// <param name="cardinals">One and two digits are a number: house twelve by four.</param>
    private static string Parts(Sentence sentence, string code, string stroke, bool cardinals) =>
        string.Join($" {stroke} ", code.Split('/').Select(part => string.Join(", ", part.Split('-').Select(piece =>
            string.Join(' ', Pieces().Matches(piece).Select(run => !char.IsDigit(run.Value[0]) ? string.Join(' ', run.Value.AsEnumerable())
                : cardinals && run.Length < 3 && run.Value[0] != '0' ? Amounts.Say(sentence, run.Value, "")
                : sentence.Words.Numbers.Digits(run.Value)))))));

    [GeneratedRegex("^[A-Z]{1,5}-?[1-9]0{2,3}$")]
    private static partial Regex Round();

    [GeneratedRegex(@"\d+|[A-Z]+")]
    private static partial Regex Pieces();

    // Roll No 12, Door No: 4.
    [GeneratedRegex(@"\G(?<=(?:[A-Z][a-z]+|/[Cc]|[A-Z]{2,}|roll|ref|order|account|house|flat) )(?:No|no|NO)(?=:? ?#?[A-Z]{0,6}[-/]?\d)")]
    private static partial Regex No();

    [GeneratedRegex(@"\G(?<![\p{L}\d.,/-])(?<![Vv]ersion |[Bb]uild |[Rr]elease )(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?::\d{2,5})?(?![\d]|[.:]\d)")]
    private static partial Regex Machine();

    [GeneratedRegex(@"\G(?<![\p{L}\d.])(?<name>[vV](?=\d))?(?<v>\d{1,5}(?:\.\d{1,5}){2,5})(?![\d]|\.\d)")]
    private static partial Regex Versions();

    // What comes before says that it is no amount.
    [GeneratedRegex(
        @"\G(?<=(?<![\p{L}\p{M}])(?:(?i:otp|pin|mpin|cvv|pnr|passcode|password|pincode|zip|code|extension|flight|dial|room|ending|isbn|utr|upi ref)|" +
        @"(?i:order|invoice|account|a/c|ticket|token|reference|ref|tracking|case|card|bus|phone|mobile|helpline|id|policy|serial|booking|roll|reg|registration|bill|file|train|vehicle|txn|transaction|consumer|customer|" +
        @"member|membership|employee|emp|student|admission|enrol+ment|loan|folio|complaint|docket|application|receipt|voucher|seat|coach|flat|house|door|apartment|suite|shop|plot|cabin)(?: ?(?i:number|no\.?|id|#|code)){1,2}|" +
        @"एक्सटेंशन|विस्तार|ऑर्डर|इनवॉइस|टिकट|कमरा|ओटीपी|ओ\.?टी\.?पी\.?|पिन|पिनकोड|कोड|पासवर्ड|ट्रेन|फ़्लाइट|फ्लाइट|रेलगाड़ी|ওটিপি|পিন|কোড|ট্রেন|ফ্লাইট|ஓடிபி|ஓ\.டி\.பி|பின்|ரயில்|விமானம்|ఓటీపీ|పిన్|కోడ్|రైలు|ఫ్లైట్|ಓಟಿಪಿ|ಪಿನ್|ಕೋಡ್|ರೈಲು)" +
        @"(?: ?(?:(?i:is|number|code|no\.?|in|with)|[A-Z]{2}|6E|9W|I5|सं\.?|नंबर|नम्बर|संख्या|क्रमांक|कोड|है|नंबर है|নম্বর|হলো|হল|எண்|குறியீடு|నంబర్|కోడ్|ಸಂಖ್ಯೆ|ಕೋಡ್)){0,2}[ :#-]{0,3}(?:\d{3,8}(?:,? (?:or|and|&) |, |/| / ))*)" +
        @"\d{3,8}(?![\d]|[.,:/]\d|/[\dA-Z]|[ ]?%|-\d)|" +
        @"\G(?<=[Tt]rains?[ -])\d{5}(?:/\d{2,5})?(?!\d|[.,/]\d)|\G\d{5}(?= (?:[A-Z][a-z]+ )?(?:Express|Rajdhani|Shatabdi|Duronto|Mail|Passenger|Vande|SF|Superfast|एक्सप्रेस|राजधानी|शताब्दी))|\G(?<=6E[ -])\d{3,4}(?!\d)|" +
        @"\G(?<=(?<![\p{L}])(?i:ext)\.?[ :-]{0,2})\d{2,5}(?!\d)|" +
        // "OTP for your payment is 348215", "348215 is your OTP", "SMS YES to 56767".
        @"\G(?<=(?<![\p{L}])(?i:otp|password|passcode|pin|code)(?![\p{L}]).{0,60} is )\d{4,8}(?![\d%]|[.,]\d)|\G(?<![\p{L}\d.,/-])\d{4,8}(?= is (?:your|the) (?:\w+ ){0,2}(?i:otp|code|pin|password)|(?: \w+)? (?:आपका|तुमचा|আপনার|మీ|ನಿಮ್ಮ|உங்கள்) OTP)|" +
        @"\G(?<=(?<![\p{L}])(?i:sms|reply|text|send|whatsapp)(?![\p{L}]).{0,40} to )\d{5,6}(?![\d%]|[.,]\d)")]
    private static partial Regex AfterWord();

    // Meeting ID: 845 2213 9076.
    [GeneratedRegex(@"\G(?<=(?<![\p{L}])(?:ID|Id|id|आईडी|আইডি|ஐடி|ఐడీ|ಐಡಿ)(?: is| no\.?|" +
        @" number)?[ :#-]{1,3})\d{3,4}(?:[ -]\d{3,4}){1,4}(?![\d%]|[.,-]\d)")]
    private static partial Regex AfterId();

    [GeneratedRegex(
        @"\G(?<=(?:नंबर|नम्बर|नं\.?|क्रमांक|क्र\.|নম্বর|নং\.?|எண்|నంబర్|నంబరు|నం\.?|ನಂಬರ್|ನಂ\.?)(?: है| आहे| হলো| হল)?[ :#-]{1,3})\d{3,8}(?![\d]|[.,:/]\d|/[\dA-Z]|[ ]?%|-\d)")]
    private static partial Regex AfterNative();

    // Bengaluru - 560 001, दिल्ली-110001.
    [GeneratedRegex(@"\G(?<=[\p{L}\p{M}]\.?\)?\s?[-–—]\s?)[1-8]\d{2}[ ]?\d{3}(?<!000)(?![\d%]|[.,/:-]\d| (?!is |was |has )[a-z]+s\b)")]
    private static partial Regex PinCode();

    // Delhi 110001.
    [GeneratedRegex(
        @"\G(?<=(?<![\p{L}])(?!Total|Sensex|Nifty|Population|Sales|Views|Score|Around|About|Nearly|Over|Only|Just|Paid|Pay|Rs|Rupees)[A-Z][a-z]{2,}(?: \(\w+\))?,?[ ])[1-8]\d{2}[ ]?\d{3}(?<!000)(?=\s*(?:[;)।]|[.,](?!\d)|$))")]
    private static partial Regex PinOfCity();

    // ISBN 978-3-16-148410-0; 4-3-3 of a team.
    [GeneratedRegex(@"\G(?<![\p{L}\d.,/]|[\d/]-)(?:(?<lines>\d{1,2}-\d{1,2}-\d{1,2}(?:-\d{1,2})?)|\d{1,13}(?:-\d{1,13}){2,6}(?:-X)?)(?![\p{L}\d/]|[.,-]\d|-\p{L})")]
    private static partial Regex Hyphened();

    [GeneratedRegex(
        @"\G(?<=(?<![\p{L}\p{M}])(?:(?i:house|flat|door|plot|survey|sy|shop|site|khasra|ward|villa|bldg|building|(?<=[hds]\.\s?)(?=no))\.?(?: ?(?i:number|nos?\.?|#))?|No\.|#|मकान|फ्लैट|फ़्लैट|प्लॉट|घर|दुकान|खसरा|सर्वे|நம்பர்|எண்|வீட்டு எண்|" +
        @"ఇంటి|ప్లాట్|ಮನೆ|ಸೈಟ್|বাড়ি|ফ্ল্যাট|প্লট|हाउस|हाऊस)(?: ?(?:नंबर|नं\.?|क्र\.?|সংখ্যা|নম্বর|নং\.?|எண்|నంబర్|నం\.?|ಸಂಖ್ಯೆ|ನಂಬರ್|ನಂ\.?))?[ :.-]{0,2})" +
        @"\d{1,4}[A-Z]?(?:-\d{1,4}[A-Z]?){0,4}(?:/(?:\d{1,5}[A-Z]?|[A-Z])(?![a-z]))(?:[/-](?:\d{1,5}[A-Z]?|[A-Z](?![a-z]))){0,4}(?![\p{L}\d])|" +
        // 14/2 M.G. Rd.
        @"\G(?<![\p{L}\d/.,-])\d{1,4}[A-Z]?/\d{1,4}[A-Z]?(?=,? (?:\p{Lu}[\p{L}.]*,? ){1,3}" +
        @"(?:Rd|Road|St|Street|Marg|Nagar|Lane|Ln|Cross|Colony|Layout|Bazaar|Chowk|Avenue|Ave|Puram|Vihar|Enclave)(?!\p{L}))")]
    private static partial Regex Door();

    // Sizes 8/9/10, all but the last.
    [GeneratedRegex(@"\G(?<![\p{L}\d.,/-])(?!\d{1,2}/\d{1,2}/\d{4}(?!\d))(?:\d{1,5}/){2,6}(?=\d{1,5}(?![\d/A-Z]|[.,-]\d))")]
    private static partial Regex Slashes();

    // MH 12 AB 1234, DL 3C AB 1234.
    [GeneratedRegex(
        @"\G(?<![\p{L}\d])(?:AN|AP|AR|AS|BR|CG|CH|DD|DL|DN|GA|GJ|HP|HR|JH|JK|KA|KL|LA|LD|MH|ML|MN|MP|MZ|NL|OD|OR|PB|PY|RJ|SK|TG|TN|TR|TS|UA|UK|UP|WB)[ -]?\d{1,2}[ -]?(?:[A-Z][ -])?[A-Z]{1,3}[ -]?\d{4}(?![\p{L}\d])")]
    private static partial Regex Plate();

    // INV-2024-0012, 2021/CS/045, 12-3-456/A.
    [GeneratedRegex(
        @"\G(?<![\p{L}\d/-])(?:#\s?)?(?!FY|AY)(?![\d-]*-?(?:BHK|RK|KG|GB|ML|TB|MB))(?=[A-Z/-]*\d)(?=[\d/-]*[A-Z])(?=(?:[A-Z/-]*\d){2})(?:[A-Z]{1,10}|\d{1,10}[A-Z]?|[A-Z]{1,4}\d{1,8})(?:[/-](?:[A-Z]{1,10}\d{0,8}|\d{1,10}[A-Z]?)){2,6}(?![\p{L}\d])|" +
        @"\G#\s?(?=[A-Z]{1,6}-?\d)[A-Z]{1,6}-?\d{2,12}(?![\p{L}\d-])")]
    private static partial Regex Token();

    // Card x9876, ****4321: the digits that a bank shows.
    [GeneratedRegex(@"\G(?<![\p{L}\d*])(?:(?<x>x)|x{2,12}|X{3,12}|[*•]{2,12}(?: ?[*•]{4}){0,2})[ -]?(?<n>\d{3,5})(?![\p{L}\d*]|[.,]\d)")]
    private static partial Regex Masked();

    // MH370, AI-302, ABCDE1234F.
    [GeneratedRegex(@"\G(?<![\p{L}\d])(?!FY|AY)(?:[A-Z]{1,5}-?\d{3,12}|(?=(?:[A-Z]{0,20}\d){3})(?=\d{0,20}[A-Z])[A-Z\d]{6,24})(?![\p{L}\d])")]
    private static partial Regex Mixed();
}
