using System.Text;
using IntelliAvatar.Server.Speech.Text;

namespace IntelliAvatar.Server.Speech.Flite;

/// <summary>English in the ASCII that Flite reads: curly quotes straightened, accents dropped, dashes turned into pauses.</summary>
internal static class EnglishScript
{
    public static FliteScript Of(string text)
    {
        var ascii = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            ascii.Append(Ascii(c));
        }

        return new FliteScript(ascii.ToString(), Addenda: "");
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
        '°' => " degrees ",
        '£' => " pounds ",
        _ => Composer.Bare(c) is < (char)0x80 and var bare ? $"{bare}" : " ",
    };
}
