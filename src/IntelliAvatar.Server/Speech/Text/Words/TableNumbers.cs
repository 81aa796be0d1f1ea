namespace IntelliAvatar.Server.Speech.Text.Words;

/// <summary>Languages in which each number below 100 has a word of its own: Hindi, Marathi, Bengali, Gujarati, Punjabi.</summary>
/// <param name="below100">The words of 0 to 99.</param>
/// <param name="hundred">100 itself.</param>
/// <param name="twoHundred">200, where it is a word of its own.</param>
/// <param name="hundreds">What follows the count of hundreds, with a blank where it is a word of its own.</param>
internal sealed class TableNumbers(string below100, string hundred, string hundreds, string thousand, string lakh, string crore,
    string? twoHundred = null) : NumberWords
{
    private readonly string[] _below100 = below100.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    public int Words => _below100.Length;

    public override string Cardinal(long number, bool beforeNoun = false, bool indian = true)
    {
        if (number < 100)
        {
            return _below100[number];
        }

        if (number == 100)
        {
            return hundred;
        }

        var (crores, lakhs, thousands, rest) = Cut(number);
        List<string> said = [];
        if (crores > 0)
        {
            said.Add($"{Cardinal(crores)} {crore}");
        }

        if (lakhs > 0)
        {
            said.Add($"{_below100[lakhs]} {lakh}");
        }

        if (thousands > 0)
        {
            said.Add($"{_below100[thousands]} {thousand}");
        }

        if (rest >= 100)
        {
            said.Add(Hundreds(rest / 100));
        }

        if (rest % 100 > 0)
        {
            said.Add(_below100[rest % 100]);
        }

        return string.Join(' ', said);
    }

    /// <summary>1947 is nineteen hundred forty-seven.</summary>
    public override string Year(int year) => year is >= 1100 and < 2000
        ? year % 100 == 0 ? Hundreds(year / 100) : $"{Hundreds(year / 100)} {_below100[year % 100]}"
        : Cardinal(year);

    private string Hundreds(int count) => count == 2 && twoHundred is not null ? twoHundred : _below100[count] + hundreds;
}
