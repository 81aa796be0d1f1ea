using System.Text;
using IntelliAvatar.Server.Speech.Text;

namespace IntelliAvatar.Server.Speech.Flite;

/// <summary>English in the ASCII that Flite reads: curly quotes straightened, accents dropped, dashes turned into pauses.</summary>
internal static class EnglishScript
{
    /// <summary>Words of India that its lexicon does not have.</summary>
    private const string Addenda = "lakh : l aa1 k\npaise : p ay1 s ey0\npaisa : p ay1 s aa0\nrupee : r uw1 p iy0\nrupees : r uw1 p iy0 z\n";

    public static FliteScript Of(string text)
    {
        var ascii = new StringBuilder(text.Length);
        foreach (var c in Acronyms.Spell(text))
        {
            ascii.Append(Ascii(c));
        }

        return new FliteScript(ascii.ToString(), Addenda);
    }

    private static string Ascii(char c) => c switch
    {
        < (char)0x80 => $"{c}",
        '’' or '‘' or 'ʼ' => "'",
        '“' or '”' or '«' or '»' => "\"",
        '–' or '—' or '…' => ", ",
        'æ' or 'Æ' => "ae",
        'ß' => "ss",
        'ø' or 'Ø' => "o",
        _ => Composer.Bare(c) is < (char)0x80 and var bare ? $"{bare}" : " ",
    };
}
