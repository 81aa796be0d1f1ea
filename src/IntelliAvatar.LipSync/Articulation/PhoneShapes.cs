using System.Collections.Frozen;

namespace IntelliAvatar.LipSync.Articulation;

/// <summary>How far the lips are apart in a sound, 0…1, and whether the sound needs them shut.</summary>
public readonly record struct PhoneShape(float Open, bool IsShut);

/// <summary>The mouth of every sound we know, by IPA symbol.</summary>
public static class PhoneShapes
{
    private static readonly PhoneShape s_pause = new(0, IsShut: false);
    private static readonly PhoneShape s_unknown = new(0.35f, IsShut: false);

    private static readonly FrozenDictionary<char, PhoneShape> s_shapes = new (string Phones, float Open)[]
    {
        ("pbm", 0),
        ("fvʋ", 0.10f),
        ("w", 0.20f),
        ("sz", 0.22f),
        ("tdʈɖnɳcɟ", 0.28f),
        ("ʃʒθð", 0.30f),
        ("uʊjrɹɾɽ", 0.35f),
        ("iɪlɭ", 0.40f),
        ("kɡgŋhɦx", 0.42f),
        ("əɜɚ3", 0.50f),
        ("o", 0.60f),
        ("eɛ", 0.65f),
        ("ɒɔ", 0.80f),
        ("aɑäæɐʌ", 1.00f),
    }
    .SelectMany(row => row.Phones.Select(phone => KeyValuePair.Create(phone, new PhoneShape(row.Open, IsShut: row.Open == 0))))
    .ToFrozenDictionary();

    // flite's phone set (radio); what is missing here is written alike in both alphabets.
    private static readonly FrozenDictionary<string, string> s_ipa = new Dictionary<string, string>
    {
        ["aa"] = "ɑ",
        ["ae"] = "æ",
        ["ah"] = "ʌ",
        ["ao"] = "ɔ",
        ["aw"] = "aʊ",
        ["ax"] = "ə",
        ["axr"] = "ɚ",
        ["ay"] = "aɪ",
        ["ch"] = "tʃ",
        ["dh"] = "ð",
        ["eh"] = "ɛ",
        ["er"] = "ɜ",
        ["ey"] = "eɪ",
        ["g"] = "ɡ",
        ["hh"] = "h",
        ["ih"] = "ɪ",
        ["iy"] = "i",
        ["jh"] = "dʒ",
        ["ng"] = "ŋ",
        ["ow"] = "oʊ",
        ["oy"] = "ɔɪ",
        ["r"] = "ɹ",
        ["sh"] = "ʃ",
        ["th"] = "θ",
        ["uh"] = "ʊ",
        ["uw"] = "u",
        ["y"] = "j",
        ["zh"] = "ʒ",
        ["pau"] = "",
    }.ToFrozenDictionary();

    /// <summary>The mouth of <paramref name="ipa"/>, which counts by its first character after stress marks. Empty or beginning with '_' is a pause; an unknown sound is half way to the common ones.</summary>
    public static PhoneShape Of(ReadOnlySpan<char> ipa)
    {
        var symbol = ipa.TrimStart("ˈˌ");
        return symbol.IsEmpty || symbol[0] == '_' ? s_pause : s_shapes.GetValueOrDefault(symbol[0], s_unknown);
    }

    /// <summary>The IPA symbol of an ARPAbet one as flite prints it ("aa", "pau"); a pause is empty.</summary>
    public static string FromArpabet(string arpabet)
    {
        ArgumentNullException.ThrowIfNull(arpabet);
        return s_ipa.GetValueOrDefault(arpabet, arpabet);
    }
}
