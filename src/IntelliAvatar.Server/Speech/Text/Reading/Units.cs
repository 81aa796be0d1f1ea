namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>The unit behind a number: km, km/h, m², °C.</summary>
internal static class Units
{
    private static readonly string[] Per = ["day", "week", "month", "year", "hour", "night", "person", "head", "unit", "piece", "kg", "litre", "liter", "min", "sec", "mo", "yr", "user", "seat"];

    /// <param name="Length">How many characters it has, with the blank before it.</param>
    public readonly record struct Found(string One, string Many, int Length)
    {
        public string Name(double count) => count == 1 ? One : Many;
    }

    public static Found? After(Sentence sentence, int at)
    {
        var start = sentence.At(at) is ' ' or '\u00A0' or '\u202F' or '-' && !char.IsDigit(sentence.At(at + 1)) ? at + 1 : at;
        if (At(sentence, start, '-' == sentence.At(at)) is not { } unit)
        {
            return null;
        }

        var end = start + unit.Length;
        var power = sentence.At(end) switch { '²' => "square", '³' => "cubic", _ => null };
        if (power is not null && sentence.Words.Signs.TryGetValue(power, out var word))
        {
            unit = new($"{word} {unit.One}", $"{word} {unit.Many}", unit.Length + 1);
            end++;
        }

        if (sentence.At(end) == '/' && sentence.Words.Signs.TryGetValue("per", out var per) && At(sentence, end + 1, false) is { } below)
        {
            end += 1 + below.Length;
            if (sentence.At(end) is '²' or '³' && below.One == "meter" && sentence.Words.Signs.TryGetValue(sentence.At(end) == '²' ? "square" : "cubic", out var raised))
            {
                below = below with { One = $"{raised} {below.One}" };
                end++;
            }

            unit = new($"{unit.One} {per} {below.One}", $"{unit.Many} {per} {below.One}", 0);
        }

        // The point of "5 min. walk" is the unit's.
        var pointed = sentence.At(end) == '.' && sentence.At(end + 1) == ' ' && char.IsAsciiLetterLower(sentence.At(end + 2));
        return unit with { Length = end - at + (pointed ? 1 : 0) };
    }

    /// <summary>"/month" behind an amount of money, "/kg".</summary>
    public static Said? ReadPer(Sentence sentence, int at)
    {
        if (sentence.At(at) != '/' || sentence.Before(at) == ' ' || !sentence.Words.Signs.TryGetValue("per", out var per))
        {
            return null;
        }

        if (sentence.WordAfter(at + 1) is { Length: > 0 } word && (Per.Contains(word) || char.IsDigit(sentence.Before(at))))
        {
            return At(sentence, at + 1, false) is { } unit ? new($"{per} {unit.One}", 1 + unit.Length) : Per.Contains(word) ? new(per, 1) : null;
        }

        return null;
    }

    private static Found? At(Sentence sentence, int start, bool whole)
    {
        if (char.IsDigit(sentence.At(start)))
        {
            return null;
        }

        // "5-V supply" is a unit, "5-a-side" is not.
        var best = (Key: "", Names: Array.Empty<string>());
        foreach (var (key, names) in sentence.Words.Units)
        {
            if (key.Length > best.Key.Length && start + key.Length <= sentence.Text.Length && string.CompareOrdinal(sentence.Text, start, key, 0, key.Length) == 0 && Ends(sentence, start + key.Length, key))
            {
                best = (key, names);
            }
        }

        return best.Key.Length > (whole ? 1 : 0) ? new Found(best.Names[0], best.Names[^1], best.Key.Length) : null;
    }

    private static bool Ends(Sentence sentence, int end, string key) =>
        !Sentence.IsWord(key[^1]) || (sentence.EndsWord(end) && !char.IsDigit(sentence.At(end)) && sentence.At(end) is not ('\'' or '’'));
}
