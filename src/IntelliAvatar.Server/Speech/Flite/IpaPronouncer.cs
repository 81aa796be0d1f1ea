using System.Collections.Frozen;

namespace IntelliAvatar.Server.Speech.Flite;

/// <summary>Says an IPA word with the phones of American English, as near as they come.</summary>
/// <remarks>The accent is heard: dental and retroflex, length and most aspiration merge.</remarks>
internal static class IpaPronouncer
{
    private const char Nasal = '\u0303';

    // Longest match wins.
    private static readonly FrozenDictionary<string, string> Table = Parse("""
        p=p b=b t=t d=dh ʈ=t ɖ=d k=k ɡ=g g=g q=k ʔ= c=ch ɟ=jh tʃ=ch dʒ=jh ts=t_s dz=d_z tɕ=ch dʑ=jh tʂ=ch
        pʰ=f tʰ=th ʈʰ=t cʰ=ch tʃʰ=ch ɟʰ=jh dʒʰ=jh t̪=t d̪=dh t̪ʰ=th d̪ʰ=dh_hh ʰ=hh ʱ=hh
        m=m n=n ɳ=n ɲ=n_y ŋ=ng ɴ=ng ɱ=m
        f=f v=v ʋ=v w=w ʍ=w β=v θ=th ð=dh s=s z=z ʐ=z ʃ=sh ʂ=sh ɕ=sh ʒ=zh ʑ=zh ç=hh x=hh χ=hh ɣ=g ʁ=g h=hh ɦ=hh ħ=hh ʕ=
        j=y ʲ=y ʎ=l_y l=l ɭ=l ɫ=l r=r ɾ=r ɹ=r ɻ=r ɽ=r r.=r
        a=aa aː=aa ɑ=aa ɑː=aa ä=aa ɐ=ah ɐː=aa ʌ=ah ə=ah ɜ=er ɜː=er ɚ=er ɝ=er æ=ae æː=ae ɒ=aa ɔ=ao ɔː=ao
        e=eh eː=ey ɛ=eh ɛː=eh i=iy iː=iy ɪ=ih ᵻ=ih ɨ=ih y=iy ø=er œ=er o=ow oː=ow ɵ=ow ʊ=uh u=uw uː=uw ʉ=uh ɯ=uh ɤ=ah
        əʊ=ow oʊ=ow aʊ=aw aɪ=ay eɪ=ey ɔɪ=oy iə=iy_ah eə=eh_r ʊə=uh_r əl=ah_l
        """);

    private static readonly FrozenSet<string> Vowels = "aa ae ah ao aw ay eh er ey ih iy ow oy uh uw".Split(' ').ToFrozenSet();
    private static readonly int Longest = Table.Keys.Max(key => key.Length);

    /// <param name="word">One word as espeak-ng writes it, with stress marks and without language marks.</param>
    /// <param name="english">Its d is the English one, not the dental one of Indian languages.</param>
    /// <param name="unknown">Symbols that are not in the table; they are left out.</param>
    /// <returns>Phones as Flite's lexicon has them: vowels with a stress digit.</returns>
    public static IReadOnlyList<string> Pronounce(string word, bool english, ICollection<string> unknown)
    {
        var phones = new List<string>();
        var stressed = false;
        var ipa = Decompose(word);
        for (var at = 0; at < ipa.Length;)
        {
            if (ipa[at] is 'ˈ' or 'ˌ')
            {
                (stressed, at) = (true, at + 1);
            }
            else if (ipa[at] == Nasal)
            {
                at++;
                phones.Add(at < ipa.Length && ipa[at] is 'p' or 'b' ? "m" : "n");
            }
            else if (LongestMatch(ipa, at) is { } symbol)
            {
                var said = english && symbol == "d" ? "d" : Table[symbol];
                foreach (var phone in said.Split('_', StringSplitOptions.RemoveEmptyEntries))
                {
                    stressed &= !Add(phones, phone, stressed);
                }

                at += symbol.Length;
            }
            else
            {
                at += Skip(ipa, at, unknown);
            }
        }

        return phones;
    }

    /// <returns>True when the stress was used up.</returns>
    private static bool Add(List<string> phones, string phone, bool stressed)
    {
        if (Vowels.Contains(phone))
        {
            phones.Add(phone + (stressed ? '1' : '0'));
            return true;
        }

        // English has no long consonants.
        if (phones.Count == 0 || phones[^1] != phone)
        {
            phones.Add(phone);
        }

        return false;
    }

    private static string? LongestMatch(string ipa, int at)
    {
        for (var length = Math.Min(Longest, ipa.Length - at); length > 0; length--)
        {
            if (Table.ContainsKey(ipa.Substring(at, length)))
            {
                return ipa.Substring(at, length);
            }
        }

        return null;
    }

    /// <summary>Length, tone, syllable and tie marks say nothing that these phones could.</summary>
    private static int Skip(string ipa, int at, ICollection<string> unknown)
    {
        if (!"ːˑ+-.'ˀ_|͡˞̩̯̪̃ˤʷʼ˥˦˧˨˩0123456789\u200C\u200D".Contains(ipa[at]))
        {
            unknown.Add($"{ipa[at]}");
        }

        return 1;
    }

    private static string Decompose(string word) => word
        .Replace("ã", "a\u0303").Replace("ẽ", "e\u0303").Replace("ĩ", "i\u0303").Replace("õ", "o\u0303").Replace("ũ", "u\u0303");

    private static FrozenDictionary<string, string> Parse(string table) => table
        .Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
        .Select(entry => entry.Split('='))
        .ToFrozenDictionary(pair => pair[0], pair => pair[1]);
}
