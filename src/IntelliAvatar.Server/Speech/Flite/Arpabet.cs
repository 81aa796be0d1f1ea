using System.Collections.Frozen;

namespace IntelliAvatar.Server.Speech.Flite;

/// <summary>The phones of Flite's American voices.</summary>
internal static class Arpabet
{
    private static readonly FrozenDictionary<string, string> Ipa = new Dictionary<string, string>
    {
        ["pau"] = "", ["aa"] = "ɑ", ["ae"] = "æ", ["ah"] = "ʌ", ["ao"] = "ɔ", ["aw"] = "aʊ", ["ax"] = "ə", ["axr"] = "ɚ", ["ay"] = "aɪ",
        ["ch"] = "tʃ", ["dh"] = "ð", ["eh"] = "ɛ", ["er"] = "ɜ", ["ey"] = "eɪ", ["g"] = "ɡ", ["hh"] = "h", ["ih"] = "ɪ", ["iy"] = "i",
        ["jh"] = "dʒ", ["ng"] = "ŋ", ["ow"] = "oʊ", ["oy"] = "ɔɪ", ["r"] = "ɹ", ["sh"] = "ʃ", ["th"] = "θ", ["uh"] = "ʊ", ["uw"] = "u",
        ["y"] = "j", ["zh"] = "ʒ",
    }.ToFrozenDictionary();

    /// <summary>The phone in IPA; a pause is empty; those that look alike in both stay.</summary>
    public static string ToIpa(string phone) => Ipa.GetValueOrDefault(phone, phone);
}
