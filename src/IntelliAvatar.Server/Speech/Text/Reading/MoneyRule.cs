using System.Globalization;
using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>₹25,00,000 and $5M and 100 € and Rs. 10.50: the sign is a word behind the number, whatever stands first.</summary>
internal static partial class MoneyRule
{
    private const string Sign =
        @"(?<sign>(?<![\p{L}])(?:US|AU?|CA?|S|HK)\$|[₹₨$€£¥₩₽₺₪₱₦₫₴₿৳]|" +
        @"(?<![\p{L}\p{M}])(?:Rs\.?|RS\.?|INR|USD|EUR|GBP|JPY|CNY|AUD|CAD|SGD|HKD|AED|CHF|BTC|NPR|BDT|रु\.|रू\.|रु|रू|ரூ\.|రూ\.|ರೂ\.|টা\.)(?![\p{L}\p{M}]))";

    private const string Scale = $@"(?:[\s-]?(?<scale>{Amounts.Scales}|(?<=\d)m)(?![\p{{L}}\p{{M}}\d]))?";

    private static readonly Dictionary<string, string> Codes = new()
    {
        ["₹"] = "INR", ["₨"] = "INR", ["Rs"] = "INR", ["RS"] = "INR", ["रु"] = "INR", ["रू"] = "INR", ["ரூ"] = "INR", ["రూ"] = "INR", ["ರೂ"] = "INR", ["টা"] = "INR",
        ["$"] = "USD", ["US$"] = "US$", ["USD"] = "US$", ["€"] = "EUR", ["£"] = "GBP", ["¥"] = "JPY", ["₩"] = "KRW", ["₽"] = "RUB", ["₺"] = "TRY", ["₪"] = "ILS",
        ["₱"] = "PHP", ["₦"] = "NGN", ["₫"] = "VND", ["₴"] = "UAH", ["₿"] = "BTC", ["৳"] = "BDT", ["¢"] = "XXX",
        ["A$"] = "AUD", ["AU$"] = "AUD", ["C$"] = "CAD", ["CA$"] = "CAD", ["S$"] = "SGD", ["HK$"] = "HKD",
    };

    public static Said? Read(Sentence sentence, int at)
    {
        var match = Before().Match(sentence.Text, at);
        match = match.Success ? match : Behind().Match(sentence.Text, at);
        if (!match.Success || NamesOf(sentence, match.Groups["sign"].Value) is not { } names)
        {
            return null;
        }

        var minus = match.Groups["minus"].Success ? $"{sentence.Words.Minus} " : "";
        var rupees = names == NamesOf(sentence, "₹");
        if (match.Groups["n2"].Success)
        {
            var first = Amounts.Say(sentence, match.Groups["n"], match.Groups["f"], rupees);
            var second = Amounts.Say(sentence, match.Groups["n2"], match.Groups["f2"], rupees, beforeNoun: !match.Groups["scale"].Success);
            var firstScale = match.Groups["scale1"] is { Success: true, Value: var own } ? $" {Amounts.Scale(sentence, own)}" : "";
            return new(minus + sentence.Words.From(first + firstScale) + $" {second}{ScaleOf(sentence, match)} {Many(names)}", match.Length);
        }

        return new(minus + Say(sentence, match, names, rupees), match.Length);
    }

    private static string Say(Sentence sentence, Match match, string[] names, bool rupees)
    {
        var (whole, fraction) = (match.Groups["n"], match.Groups["f"]);
        if (match.Groups["scale"].Success)
        {
            return $"{Amounts.Say(sentence, whole, fraction, rupees)}{ScaleOf(sentence, match)} {Many(names)}";
        }

        if (fraction is { Success: true, Length: 3 } && names.Length == 4 && sentence.Words.HasNumbers)
        {
            var small = int.Parse(fraction.Value[1..], CultureInfo.InvariantCulture);
            var smallSaid = $"{sentence.Words.Numbers.Cardinal(small, beforeNoun: true)} {(small == 1 ? names[2] : names[3])}";
            return (small, whole.Value.Trim('0')) switch
            {
                (0, _) => Whole(),
                (_, "") => smallSaid,
                _ => $"{Whole()} {(sentence.IsEnglish ? "and " : "")}{smallSaid}",
            };
        }

        return fraction.Success ? $"{Amounts.Say(sentence, whole, fraction, rupees)} {Many(names)}" : Whole();

        string Whole() => $"{Amounts.Say(sentence, whole.Value, "", rupees, beforeNoun: true)} {(whole.Value == "1" ? names[0] : Many(names))}";
    }

    private static string ScaleOf(Sentence sentence, Match match) =>
        match.Groups["scale"] is { Success: true, Value: var scale } ? $" {Amounts.Scale(sentence, scale)}" : "";

    private static string Many(string[] names) => names.Length > 1 ? names[1] : names[0];

    private static string[]? NamesOf(Sentence sentence, string sign)
    {
        var code = sign.Length > 1 ? sign.TrimEnd('.') : sign;
        code = Codes.GetValueOrDefault(code) ?? code;
        return sentence.Words.Currencies.GetValueOrDefault(code) ?? (code == "US$" ? sentence.Words.Currencies.GetValueOrDefault("USD") : null);
    }

    [GeneratedRegex(
        $@"\G(?<minus>(?<![\p{{L}}\p{{Nd}}])[-−–])?{Sign}\s?(?<minus>[-−–])?{Amounts.Number}" +
        $@"(?:(?:\s?(?<scale1>{Amounts.Scales})(?![\p{{L}}\p{{M}}\d]))?(?:\s?[–—]\s?|-)(?:[₹$€£¥]|Rs\.?)?\s?(?<n2>\d[\d,]{{0,30}}\d|\d)(?<f2>\.\d{{1,9}})?)?{Scale}(?:/[-=])?")]
    private static partial Regex Before();

    [GeneratedRegex($@"\G(?<![\p{{L}}\d.,])(?<minus>[-−–](?=\d))?{Amounts.Number}{Amounts.ToNumber}?{Scale}\s?(?:{Sign}|(?<sign>¢))(?!\s?\d)(?:/[-=])?")]
    private static partial Regex Behind();
}
