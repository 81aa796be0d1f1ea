namespace IntelliAvatar.Server.Speech.Text.Words;

/// <summary>Dravidian languages: hundreds, thousands, lakhs and crores have another form when something follows them.</summary>
internal sealed class JoinedNumbers : NumberWords
{
    /// <summary>0 to 99.</summary>
    public required string[] Below100 { get; init; }

    /// <summary>100, 200 … 900, as they end a number.</summary>
    public required string[] Hundreds { get; init; }

    /// <summary>100, 200 … 900 with something after them.</summary>
    public required string[] HundredsJoined { get; init; }

    /// <summary>1,000 of a count, at the end and before something: <c>{0} ஆயிரம்</c>.</summary>
    public required (string Ends, string Joined) Thousands { get; init; }

    public required (string Ends, string Joined) Lakhs { get; init; }

    public required (string Ends, string Joined) Crores { get; init; }

    /// <summary>Whole words for some of them, by their number.</summary>
    public IReadOnlyDictionary<long, (string Ends, string Joined)> Special { get; init; } = new Dictionary<long, (string, string)>();

    /// <summary>What is counted asks for the joined form, too: two hundred-of rupees.</summary>
    public bool NounJoins { get; init; }

    /// <summary>How a count and what follows it become one word: எட்டு ஆயிரம் → எட்டாயிரம்.</summary>
    public (string Apart, string Together)? Joining { get; init; }

    /// <summary>1947 is nineteen hundreds forty-seven: what is said for the hundreds.</summary>
    public string? YearHundreds { get; init; }

    public override string Cardinal(long number, bool beforeNoun = false, bool indian = true)
    {
        if (number == 0)
        {
            return Below100[0];
        }

        var (crores, lakhs, thousands, rest) = Cut(number);
        var joins = beforeNoun && NounJoins;
        var said = new List<string>();
        Add(Crores, 10_000_000, crores, follows: number % 10_000_000 > 0);
        Add(Lakhs, 100_000, lakhs, follows: number % 100_000 > 0);
        Add(Thousands, 1_000, thousands, follows: rest > 0);
        if (rest >= 100)
        {
            said.Add((rest % 100 > 0 || (joins && rest >= 200) ? HundredsJoined : Hundreds)[(rest / 100) - 1]);
        }

        if (rest % 100 > 0)
        {
            said.Add(Below100[rest % 100]);
        }

        return string.Join(' ', said);

        void Add((string Ends, string Joined) form, long size, long count, bool follows)
        {
            if (count == 0)
            {
                return;
            }

            var whole = Special.TryGetValue(size * count, out var special);
            var (ends, joined) = whole ? special : form;
            var counted = string.Format(System.Globalization.CultureInfo.InvariantCulture, follows
                || joins ? joined : ends, whole ? "" : Cardinal(count)).Trim();
            said.Add(Joining is var (apart, together) ? counted.Replace(apart, together, StringComparison.Ordinal) : counted);
        }
    }

    public override string Year(int year) => YearHundreds is { } hundreds && year is >= 1100 and < 2000
        ? $"{Below100[year / 100]} {hundreds} {(year % 100 == 0 ? "" : Below100[year % 100])}".Trim()
        : Cardinal(year);
}
