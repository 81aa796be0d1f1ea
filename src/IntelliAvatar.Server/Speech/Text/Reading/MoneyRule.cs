using System.Globalization;
using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>₹25,00,000 and $5M and 100 € and Rs. 10.50: the sign is a word behind the number, whatever stands first.</summary>
internal static partial class MoneyRule
{
    private const string Sign =
        @"(?<sign>(?<![\p{L}])(?:US|AU?|CA?|S|HK)\$|[₹₨$€£¥₩₽₺₪₱₦₫₴₿৳]|" +
        @"(?<![\p{L}\p{M}])(?:Rs\.?|RS\.?|Re\.?(?=\s?\d)|INR|USD|EUR|GBP|JPY|CNY|AUD|CAD|SGD|HKD|AED|CHF|BTC|NPR|BDT|रु\.|रू\.|रु|रू|ரூ\.|రూ\.|ರೂ\.|টা\.)(?![\p{L}\p{M}]))";

    private const string Scale = $@"(?:[\s-]?(?<scale>{Amounts.Scales}|(?<=\d)m)(?![\p{{L}}\p{{M}}\d]))?";

    private static readonly Dictionary<string, string> Codes = new()
    {
        ["₹"] = "INR", ["₨"] = "INR", ["Rs"] = "INR", ["RS"] = "INR", ["Re"] = "INR", ["रु"] = "INR", ["रू"] = "INR", ["ரூ"] = "INR",
        ["రూ"] = "INR", ["ರೂ"] = "INR", ["টা"] = "INR",
        ["$"] = "USD", ["US$"] = "US$", ["USD"] = "US$", ["€"] = "EUR", ["£"] = "GBP", ["¥"] = "JPY", ["₩"] = "KRW", ["₽"] = "RUB", ["₺"] = "TRY", ["₪"] = "ILS",
        ["₱"] = "PHP", ["₦"] = "NGN", ["₫"] = "VND", ["₴"] = "UAH", ["₿"] = "BTC", ["৳"] = "BDT", ["¢"] = "XXX",
        ["A$"] = "AUD", ["AU$"] = "AUD", ["C$"] = "CAD", ["CA$"] = "CAD", ["S$"] = "SGD", ["HK$"] = "HKD",
    };

    public static Said? Read(Sentence sentence, int at)
    {
        if (ScaleOf().Match(sentence.Text, at) is { Success: true } scale && sentence.Words.HasNumbers)
        {
            return new(Amounts.Scale(sentence, scale.Groups["scale"].Value), scale.Length);
        }

        var match = Before().Match(sentence.Text, at);
        match = match.Success ? match : Bracketed().Match(sentence.Text, at);
        match = match.Success ? match : Behind().Match(sentence.Text, at);
        match = match.Success ? match : Bare().Match(sentence.Text, at);
        if (!match.Success || NamesOf(sentence, match.Groups["sign"] is { Success: true, Value: var sign } ? sign : "₹") is not { } names)
        {
            return null;
        }

        var rupees = names == NamesOf(sentence, "₹");
        names = names.Length > 1 && sentence.IsEnglish && !HasCents(match) && Attributes.Precede(sentence, at, EndOf(sentence, match)) ? [names[0], names[0], .. names[2..]] : names;
        if (Several().Match(sentence.Text, at + match.Length) is { Success: true } several && !match.Groups["scale"].Success)
        {
            var amounts = several.Groups["n"].Captures.Select(amount => Amounts.Say(sentence, amount.Value, "", rupees, beforeNoun: true));
            return new($"{Amounts.Say(sentence, match.Groups["n"], match.Groups["f"], rupees)}, {string.Join(", ", amounts)} {Many(names)}",
                match.Length + several.Length);
        }

        var minus = match.Groups["minus"].Success ? $"{sentence.Words.Minus} " : "";
        if (!match.Groups["n2"].Success && !match.Groups["scale"].Success && match.Value[^1] is not ('-' or '=')
            && sentence.Words.HasNumbers
            && MoneyCases.After(sentence, at + match.Length) is { } bent && (bent.Scale.Length > 0 || !match.Groups["f"].Success))
        {
            var amount = bent.Scale.Length == 0 ? Amounts.Say(sentence, match.Groups["n"], match.Groups["f"], rupees, beforeNoun: true)
                : Amounts.Scaled(sentence, match.Groups["n"].Value, match.Groups["f"].Value, bent.Scale, rupees, counted: true);
            return new($"{minus}{amount} {MoneyCases.Bend(sentence.Language, Many(names), bent.Case)}", match.Length + bent.Length);
        }

        var said = minus + (match.Groups["n2"].Success ? Range(sentence, match, names, rupees)
            : Say(sentence, match, match.Groups["named"].Success ? [""] : names, rupees)).TrimEnd();
        said = sentence.Language == "te" && said.EndsWith("లు", StringComparison.Ordinal)
            && Case().IsMatch(sentence.Text, at + match.Length) ? said[..^1] : said;
        return Units.ReadPerAny(sentence, at + match.Length) is { } per
            ? new($"{said} {per.Words}", match.Length + per.Length) : new(said, match.Length);
    }

    private static bool HasCents(Match match) => (match.Groups["f"].Success || match.Groups["cents"].Success) && !match.Groups["scale"].Success;

    private static int EndOf(Sentence sentence, Match match) =>
        match.Index + match.Length + Several().Match(sentence.Text, match.Index + match.Length).Length;

    private static string Range(Sentence sentence, Match match, string[] names, bool rupees)
    {
        var first = match.Groups["scale1"] is { Success: true, Value: var own }
            ? Amounts.Scaled(sentence, match.Groups["n"].Value, match.Groups["f"].Value, own, rupees)
            : Amounts.Say(sentence, match.Groups["n"], match.Groups["f"], rupees, beforeNoun: sentence.Language == "te");
        var lakhs = match.Groups["annum"].Success ? "L" : null;
        var second = (lakhs ?? (match.Groups["scale"].Success ? match.Groups["scale"].Value : null)) is { } scale
            ? Amounts.Scaled(sentence, match.Groups["n2"].Value, match.Groups["f2"].Value, scale, rupees, counted: true)
            : Amounts.Say(sentence, match.Groups["n2"], match.Groups["f2"], rupees, beforeNoun: true);
        return $"{sentence.Words.From(first)} {second} {Many(names)}{(lakhs is null ? "" : $" {sentence.Words.Signs.GetValueOrDefault("annum", "")}")}";
    }

    private static string Say(Sentence sentence, Match match, string[] names, bool rupees)
    {
        var whole = match.Groups["n"];
        var fraction = match.Groups["f"].Success ? match.Groups["f"].Value
            : match.Groups["cents"].Success ? $".{match.Groups["cents"].Value}"
            : "";
        if (match.Groups["more"].Success && fraction.Length == 0)
        {
            List<(string, string)> parts = [(whole.Value, match.Groups["scale"].Value)];
            parts.AddRange(match.Groups["more"].Captures.Zip(match.Groups["less"].Captures, (count, scale) => (count.Value, scale.Value)));
            return $"{Amounts.Scaled(sentence, parts, counted: true)} {Many(names)}";
        }

        if (match.Groups["annum"].Success)
        {
            return $"{Amounts.Scaled(sentence, whole.Value, fraction, "L", rupees, counted: true)} {Many(names)} {sentence.Words.Signs.GetValueOrDefault("annum", "")}";
        }

        if (match.Groups["scale"] is { Success: true, Value: var single })
        {
            return $"{Amounts.Scaled(sentence, whole.Value, fraction, single, rupees, counted: true)} {Many(names)}";
        }

        if (fraction is { Length: 3 } && names.Length == 4 && sentence.Words.HasNumbers)
        {
            var small = int.Parse(fraction[1..], CultureInfo.InvariantCulture);
            var smallSaid = $"{sentence.Words.Numbers.Cardinal(small, beforeNoun: true)} {(small == 1 ? names[2] : names[3])}";
            return (small, whole.Value.Trim('0')) switch
            {
                (0, _) => Whole(),
                (_, "") => smallSaid,
                _ => $"{Whole()} {(sentence.IsEnglish ? "and " : "")}{smallSaid}",
            };
        }

        return fraction.Length > 0 ? $"{Amounts.Say(sentence, whole.Value, fraction, rupees)} {Many(names)}" : Whole();

        string Whole() => whole.Value == "1" && sentence.Words.One is { } one
            ? $"{one} {names[0]}"
            : $"{Amounts.Say(sentence, whole.Value, "", rupees, beforeNoun: true)} {(whole.Value == "1" && !(sentence.Language == "hi" && Oblique().IsMatch(sentence.Text, match.Index + match.Length)) ? names[0] : Many(names))}";
    }

    private static string Many(string[] names) => names.Length > 1 ? names[1] : names[0];

    private static string[]? NamesOf(Sentence sentence, string sign)
    {
        var code = sign.Length > 1 ? sign.TrimEnd('.') : sign;
        code = Codes.GetValueOrDefault(code) ?? code;
        return sentence.Words.Currencies.GetValueOrDefault(code) ?? (code == "US$" ? sentence.Words.Currencies.GetValueOrDefault("USD") : null);
    }

    // 1 crore 25 lakhs.
    private const string Parts = $@"(?:\s(?:and\s)?(?<more>\d{{1,2}})\s?(?<less>[Ll]akhs?|[Ll]acs?|L|[Tt]housand|[Kk]|लाख|हज़ार|हजार|লাখ|লক্ষ|হাজার|லட்சம்|ஆயிரம்|లక్షలు?|లక్షల|లక్ష|వేలు?|వేల|ಲಕ್ಷ|ಸಾವಿರ)(?![\p{{L}}\p{{M}}\d])){{0,2}}";

    private const string Code = @"(?:(?<=[₹$€£][ ]?[\d.,]{1,30})\s?(?:INR|USD|EUR|GBP)(?![\p{L}\d]))?";

    [GeneratedRegex(
        $@"\G(?<minus>(?<![\p{{L}}\p{{Nd}}])[-−–])?{Sign}\s?(?<minus>[-−–])?{Amounts.Number}(?:(?<=[€$£]\s?\d{{1,3}}),(?<cents>\d\d)(?![\d,]))?" +
        $@"(?:(?:\s?(?<scale1>{Amounts.Scales})(?![\p{{L}}\p{{M}}\d]))?(?:/[-=])?(?:\s?[–—]\s?|-)(?:[₹$€£¥]|Rs\.?)?\s?(?<n2>\d[\d,]{{0,30}}\d|\d)(?<f2>\.\d{{1,9}})?)?" +
        $@"(?:{Scale}(?<=[\p{{L}}\p{{M}}]){Parts})?(?:/[-=])?(?:(?<=[Cc]rs?)\.(?=[,;:)]))?{Code}(?<annum>\s?LPA(?!\p{{L}}))?")]
    private static partial Regex Before();

    [GeneratedRegex($@"\G(?<![\p{{L}}\d.,])(?<minus>[-−–](?=\d))?{Amounts.Number}{Amounts.ToNumber}?{Scale}\s?(?:{Sign}|(?<sign>¢))(?!\s?\d)(?:/[-=])?")]
    private static partial Regex Behind();

    // ₹ (1,250) crore, in prose no loss.
    [GeneratedRegex($@"\G{Sign}\s?\({Amounts.Number}\){Scale}")]
    private static partial Regex Bracketed();

    // (₹ in Cr.)
    [GeneratedRegex(@"\G(?<=(?:₹|Rs\.?|INR|[Rr]upees|\$|USD) in )(?<scale>Crs?|[Cc]rores?|Lacs?|[Ll]akhs?|Mn|Bn)(?![\p{L}\d])\.?")]
    private static partial Regex ScaleOf();

    // What follows the bent word in Telugu.
    [GeneratedRegex(@"\G\s?(?:నుం|కు|కి|లో|తో|వర|చొప్పున|విలువ)")]
    private static partial Regex Case();

    // एक रुपया, but एक रुपये में.
    [GeneratedRegex(@"\G\s?(?:में|से|का|की|के|को|पर|तक)(?![\p{L}\p{M}])")]
    private static partial Regex Oblique();

    // ₹10/20/50 notes
    [GeneratedRegex(@"\G(?:/(?<n>\d{1,6})){2,6}(?![\d%]|[.,/-]\d)|\G/(?<n>\d{1,6})(?= (?:coin|note))")]
    private static partial Regex Several();

    // 500/-: rupees, whether or not the word follows.
    [GeneratedRegex(
        $@"\G(?<![\p{{L}}\d.,/]){Amounts.Number}/[-=](?![\d-])" +
        @"(?<named>\s?(?=[Rr]upees?|रुपय|रुपए|रुपया|रुपै|रु|টাকা|ரூபாய்|రూపాయ|ರೂಪಾಯಿ|ರೂ|രൂപ|રૂપિયા|ਰੁਪ))?")]
    private static partial Regex Bare();
}
