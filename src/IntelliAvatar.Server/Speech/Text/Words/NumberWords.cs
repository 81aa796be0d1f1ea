namespace IntelliAvatar.Server.Speech.Text.Words;

/// <summary>How a language says whole numbers.</summary>
internal abstract class NumberWords
{
    private const long Thousand = 1_000, Lakh = 100_000, Crore = 10_000_000;

    /// <summary>Longer ones are told digit by digit.</summary>
    public const int MostDigits = 15;

    /// <param name="beforeNoun">What is counted follows: some languages bend the last word then.</param>
    /// <param name="indian">In lakh and crore, where the language has a choice.</param>
    public abstract string Cardinal(long number, bool beforeNoun = false, bool indian = true);

    public virtual string Year(int year) => Cardinal(year);

    public virtual string Digit(char digit) => Cardinal(digit - '0');

    public string Digits(string digits) => string.Join(' ', digits.Select(Digit));

    /// <summary>Cuts a number into crores, lakhs, thousands and the rest below 1,000.</summary>
    protected static (long Crores, int Lakhs, int Thousands, int Last) Cut(long number) =>
        (number / Crore, (int)(number % Crore / Lakh), (int)(number % Lakh / Thousand), (int)(number % Thousand));
}

/// <summary>For languages whose numbers we have no words for: the engine reads the digits.</summary>
internal sealed class DigitNumbers : NumberWords
{
    public override string Cardinal(long number, bool beforeNoun = false, bool indian = true) => $"{number}";
}
