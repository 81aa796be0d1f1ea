namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>What stands behind a stroke: /month, /kg, /seat.</summary>
internal static partial class Units
{
    private static readonly string[] Per =
        ("day week month year hour night person head unit piece kg litre liter min minute sec second mo yr user seat मिनट घंटा " +
        "घंटे घण्टा दिन माह महीना वर्ष साल व्यक्ति सेकंड लीटर किलो मिनिट तास दिवस महिना व्यक्ती मिनिटाला মিনিট ঘণ্টা দিন মাস জন " +
        "நிமிடம் மணி நாள் மாதம் நபர் నిమిషం గంట రోజు నెల ನಿಮಿಷ ಗಂಟೆ ದಿನ ತಿಂಗಳು").Split(' ');

    /// <summary>"/kg" behind an amount of money, where any word may stand: "per kilogram", "per seat".</summary>
    public static Said? ReadPerAny(Sentence sentence, int at)
    {
        if (sentence.At(at) != '/' || !sentence.Words.Signs.TryGetValue("per", out var per))
        {
            return null;
        }

        // ₹72,350/10 gm
        var end = at + 1;
        while (char.IsDigit(sentence.At(end)))
        {
            end++;
        }

        if (end > at + 1 ? sentence.At(end) != '%'
            && (After(sentence, end) is not null || Counted().IsMatch(sentence.Text, end)) : !Sentence.IsWord(sentence.At(end)))
        {
            return end > at + 1 ? new(per, 1) : null;
        }

        if (end > at + 1)
        {
            return null;
        }

        return Below(sentence, at + 1) is { } unit ? new($"{per} {unit.One}", 1 + unit.Length)
            : sentence.WordAfter(at + 1) is { Length: > 0 } word && Abbreviations.Name(word) is { } name && sentence.IsEnglish
                ? new($"{per} {name}", 1 + word.Length)
            : new(per, 1);
    }

    /// <summary>"/month" behind an amount of money, "/kg".</summary>
    public static Said? ReadPer(Sentence sentence, int at)
    {
        if (sentence.At(at) != '/' || !sentence.Words.Signs.TryGetValue("per", out var per))
        {
            return null;
        }

        var money = MoneyBefore().IsMatch(sentence.Text.AsSpan(Math.Max(0, at - 40), Math.Min(40, at)));
        var start = money && sentence.At(at + 1) == ' ' ? at + 2 : at + 1;
        if ((sentence.Before(at) == ' ' && !money) || (!money && !char.IsDigit(sentence.Before(at))
            && !CountBefore().IsMatch(sentence.Text, at))
            || sentence.WordAfter(start) is not { Length: > 0 } word || sentence.At(start) == ' ')
        {
            return null;
        }

        var unit = Below(sentence, start);
        return unit is { } one ? new($"{per} {one.One}", start - at + one.Length)
            : Abbreviations.Name(word) is { } name && sentence.IsEnglish ? new($"{per} {name}", start - at + word.Length)
            : money || Per.Contains(word) ? new(per, start - at)
            : null;
    }

    /// <summary>What stands behind "/": kg, m², mm³, sq ft.</summary>
    private static Found? Below(Sentence sentence, int start)
    {
        if (Raised(sentence, start) is { } area)
        {
            return area;
        }

        if (At(sentence, start, false) is not { } unit)
        {
            return null;
        }

        var power = sentence.At(start + unit.Length);
        return power is '²' or '³' && sentence.Words.Signs.TryGetValue(power == '²' ? "square" : "cubic", out var raised)
            ? new($"{raised} {unit.One}", $"{raised} {unit.Many}", unit.Length + 1)
            : unit;
    }
}
