namespace IntelliAvatar.Server.Speech.Text.Words;

internal sealed class EnglishNumbers : NumberWords
{
    private static readonly string[] Small =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
        "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] Tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    private static readonly (long Size, string Name)[] Western =
        [(1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand")];

    private static readonly Dictionary<string, string> Irregular = new()
    {
        ["one"] = "first",
        ["two"] = "second",
        ["three"] = "third",
        ["five"] = "fifth",
        ["eight"] = "eighth",
        ["nine"] = "ninth",
        ["twelve"] = "twelfth",
    };

    public override string Cardinal(long number, bool beforeNoun = false, bool indian = true) => indian ? Indian(number) : InThousands(number);

    public override string Year(int year) => year switch
    {
        >= 2000 and < 2010 or < 1100 => InThousands(year),
        _ when year % 1000 == 0 => InThousands(year),
        _ when year % 100 == 0 => $"{Below100(year / 100)} hundred",
        _ when year % 100 < 10 => $"{Below100(year / 100)} oh {Small[year % 100]}",
        _ => $"{Below100(year / 100)} {Below100(year % 100)}",
    };

    public static string Ordinal(long number)
    {
        var words = InThousands(number);
        var at = words.LastIndexOfAny([' ', '-']) + 1;
        var last = words[at..];
        return words[..at] + (Irregular.GetValueOrDefault(last) ?? (last.EndsWith('y') ? $"{last[..^1]}ieth" : $"{last}th"));
    }

    /// <summary>twenty-six → twenty-sixes, nineties.</summary>
    public static string Plural(string words) => words.EndsWith('y') ? $"{words[..^1]}ies" : words.EndsWith('x') ? $"{words}es" : $"{words}s";

    private static string Indian(long number)
    {
        var (crores, lakhs, thousands, rest) = Cut(number);
        return Join(
            crores == 0 ? "" : $"{Indian(crores)} crore", lakhs == 0 ? "" : $"{Below100(lakhs)} lakh",
            thousands == 0 ? "" : $"{Below100(thousands)} thousand", rest == 0 && number > 0 ? "" : Below1000(rest));
    }

    private static string InThousands(long number)
    {
        foreach (var (size, name) in Western)
        {
            if (number >= size)
            {
                return Join($"{InThousands(number / size)} {name}", number % size == 0 ? "" : InThousands(number % size));
            }
        }

        return Below1000((int)number);
    }

    private static string Below1000(int number) =>
        number < 100 ? Below100(number) : Join($"{Small[number / 100]} hundred", number % 100 == 0 ? "" : Below100(number % 100));

    private static string Below100(int number) =>
        number < 20 ? Small[number] : number % 10 == 0 ? Tens[number / 10] : $"{Tens[number / 10]}-{Small[number % 10]}";

    private static string Join(params ReadOnlySpan<string> parts) => string.Join(' ', parts.ToArray().Where(part => part.Length > 0));
}
