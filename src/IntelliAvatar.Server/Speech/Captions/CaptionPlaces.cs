using System.Globalization;
using IntelliAvatar.Server.Speech.Text;

namespace IntelliAvatar.Server.Speech.Captions;

/// <summary>Where a text may be cut, and at what price: between its characters, as people count them.</summary>
internal sealed class CaptionPlaces
{
    /// <summary>What a cut inside an abbreviation's phrase ("Dr. Rao") costs.</summary>
    public const int InAbbreviation = 50;

    /// <summary>What a cut inside a word costs.</summary>
    public const int InWord = 100;

    private const int InAddress = 30, BetweenLetters = 5, BehindNumber = 8, BehindClause = -6;
    private const string ClauseEnds = ",;:،؛、，；：।.!?…—–。！？";
    private const string AddressSigns = "/?&=-_.@#%";
    private const string NotFirst = "、。，．！？）」』】〕》〉・ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮๆฯ";
    private const string NotLast = "（「『【〔《〈เแโใไ";

    private readonly string _text;
    private readonly int[] _starts, _prices;

    public CaptionPlaces(string text)
    {
        _text = text;
        _starts = StringInfo.ParseCombiningCharacters(text);
        _prices = [.. Enumerable.Range(0, Count).Select(Price)];
    }

    /// <summary>How many characters the text has.</summary>
    public int Count => _starts.Length;

    /// <summary>What a cut before this character costs.</summary>
    public int PriceOf(int at) => _prices[at];

    public bool IsBlank(int at) => _text[_starts[at]] == ' ';

    public string[] CutAt(int at) => [_text[.._starts[at]].Trim(), _text[_starts[at]..].Trim()];

    private int Price(int at)
    {
        if (at == 0)
        {
            return InWord;
        }

        var i = _starts[at];
        var (before, next) = (_text[i - 1], _text[i]);
        if (next == ' ')
        {
            return IsPhrase(i) ? InAbbreviation : ClauseEnds.Contains(before) ? BehindClause : char.IsDigit(before) ? BehindNumber : 0;
        }

        if (before == ' ')
        {
            return InWord;
        }

        return IsUnspaced(before) && IsUnspaced(next)
            ? (NotFirst.Contains(next) || NotLast.Contains(before) ? InWord : ClauseEnds.Contains(before) ? BehindClause : BetweenLetters)
            : AddressSigns.Contains(before) && !AddressSigns.Contains(next) && !char.IsDigit(next) ? InAddress
            : InWord;
    }

    /// <summary>Whether the blank stands behind an abbreviation, a title or the sign of a currency.</summary>
    private bool IsPhrase(int blank) => _text[blank - 1] == '.'
        ? Abbreviations.HasPoint(_text, 0, blank - 1)
        : char.GetUnicodeCategory(_text[blank - 1]) == UnicodeCategory.CurrencySymbol
            || Abbreviations.IsLeading(_text[(_text.LastIndexOf(' ', blank - 1) + 1)..blank]);

    /// <summary>Whether the script puts no blanks between its words: Thai to Khmer, Chinese, Japanese.</summary>
    private static bool IsUnspaced(char c) =>
        c is (>= '\u0E00' and <= '\u0EFF') or (>= '\u1000' and <= '\u109F') or (>= '\u1780' and <= '\u17FF') or (>= '\u3000' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF')
            or (>= '\uF900' and <= '\uFAFF') or (>= '\uFF00' and <= '\uFFEF') || char.IsSurrogate(c);
}
