using System.Globalization;
using System.Text;

namespace IntelliAvatar.LipSync.Articulation;

/// <summary>Phones as text: a line "start-in-seconds IPA" each, in order of time; a line without a symbol is a pause.</summary>
public static class PhoneFile
{
    private const int MostPhones = 200_000;
    private const int LongestSymbol = 16;
    private const double LatestStart = 86_400;

    /// <summary>Reads the text form. Empty lines are skipped.</summary>
    /// <exception cref="FormatException">A line is not of this form; the message names it.</exception>
    public static IReadOnlyList<Phone> Parse(ReadOnlySpan<char> text)
    {
        var phones = new List<Phone>();
        var number = 0;
        foreach (var raw in text.TrimStart('\uFEFF').EnumerateLines())
        {
            number++;
            var line = raw.Trim();
            if (line.IsEmpty)
            {
                continue;
            }

            if (phones.Count == MostPhones)
            {
                throw Wrong(number, $"there are more than {MostPhones} phones");
            }

            phones.Add(ParseLine(line, phones.Count == 0 ? 0 : phones[^1].Start, number));
        }

        return phones;
    }

    /// <summary>The text form, starts to the millisecond.</summary>
    public static string Format(IEnumerable<Phone> phones)
    {
        ArgumentNullException.ThrowIfNull(phones);
        var text = new StringBuilder();
        foreach (var phone in phones)
        {
            text.Append(CultureInfo.InvariantCulture, $"{phone.Start:0.000} {phone.Symbol}\n");
        }

        return text.ToString();
    }

    private static Phone ParseLine(ReadOnlySpan<char> line, double earliest, int number)
    {
        var space = line.IndexOfAny(' ', '\t');
        var start = space < 0 ? line : line[..space];
        var symbol = space < 0 ? [] : line[space..].Trim();
        if (!double.TryParse(start, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) || !(seconds <= LatestStart))
        {
            throw Wrong(number, $"a phone begins with its start in seconds, up to {LatestStart}");
        }

        if (seconds < earliest)
        {
            throw Wrong(number, "a phone starts before the one above it");
        }

        foreach (var character in symbol)
        {
            if (symbol.Length > LongestSymbol || char.IsWhiteSpace(character) || char.IsControl(character))
            {
                throw Wrong(number, $"a phone is one symbol of at most {LongestSymbol} characters");
            }
        }

        return new Phone(seconds, symbol.ToString());
    }

    private static FormatException Wrong(int line, string reason) => new($"Line {line}: {reason}.");
}
