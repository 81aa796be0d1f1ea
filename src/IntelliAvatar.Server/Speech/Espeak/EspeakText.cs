using IntelliAvatar.Server.Speech.Text;

namespace IntelliAvatar.Server.Speech.Espeak;

/// <summary>
/// Letters that espeak-ng 1.51 spells out by their names although it could speak them, and abbreviations that people spell and it does not.
/// </summary>
internal static class EspeakText
{
    public static string For(string text, string language) => LanguageTag.Primary(language) is var primary
        && primary is "en" or "hi" or "mr" or "bn" or "ta" or "te" or "kn" or "gu" or "pa" or "ml" or "or" or "as" or "ne" or "ur"
        ? Letters(Acronyms.Spell(text), primary) : Letters(text, primary);

    private static string Letters(string text, string primary) => primary switch
    {
        // The dotted letters only as one character each; without that, the vowel sign after them is lost.
        "bn" => text.Replace("\u09AF\u09BC", "\u09DF").Replace("\u09A1\u09BC", "\u09DC").Replace("\u09A2\u09BC", "\u09DD"),
        "mr" => text.Replace('ऱ', 'र').Replace("\u0930\u093C", "र"),
        "or" => text.Replace('ୱ', 'ଵ'),
        // Assamese knows ya with its dot only as one character, and the dotted da not at all; ra sounds nearest.
        "as" => text.Replace("\u09AF\u09BC", "\u09DF").Replace("\u09A1\u09BC", "ৰ").Replace("\u09A2\u09BC", "ৰ").Replace('\u09DC', 'ৰ').Replace('\u09DD', 'ৰ'),
        _ => text,
    };
}
