namespace IntelliAvatar.Server.Features.Voices;

/// <summary>What a voice says to introduce itself.</summary>
internal static class Greeting
{
    // Digits are read in every language.
    private const string Anywhere = "1, 2, 3, 4, 5, 6, 7, 8, 9, 10.";

    private static readonly Dictionary<string, string> Sentences = new(StringComparer.OrdinalIgnoreCase)
    {
        ["en"] = "Hello, this is what I sound like.",
        ["hi"] = "नमस्ते, मेरी आवाज़ ऐसी है।",
        ["bn"] = "নমস্কার, আমার গলা এইরকম।",
        ["ta"] = "வணக்கம், என் குரல் இப்படி இருக்கும்.",
        ["te"] = "నమస్కారం, నా గొంతు ఇలా ఉంటుంది.",
        ["kn"] = "ನಮಸ್ಕಾರ, ನನ್ನ ಧ್ವನಿ ಹೀಗಿದೆ.",
        ["ml"] = "നമസ്കാരം, എന്റെ ശബ്ദം ഇങ്ങനെയാണ്.",
        ["mr"] = "नमस्कार, माझा आवाज असा आहे.",
        ["gu"] = "નમસ્તે, મારો અવાજ આવો છે.",
        ["pa"] = "ਸਤ ਸ੍ਰੀ ਅਕਾਲ, ਮੇਰੀ ਆਵਾਜ਼ ਇਹੋ ਜਿਹੀ ਹੈ।",
        ["de"] = "Guten Tag, so klinge ich.",
        ["fr"] = "Bonjour, voici ma voix.",
        ["es"] = "Hola, así sueno yo.",
        ["it"] = "Buongiorno, questa è la mia voce.",
        ["pt"] = "Olá, esta é a minha voz.",
        ["nl"] = "Hallo, zo klink ik.",
        ["ru"] = "Здравствуйте, вот мой голос.",
        ["pl"] = "Dzień dobry, tak brzmi mój głos.",
    };

    public static string In(string language) => Sentences.GetValueOrDefault(language.Split('-')[0], Anywhere);
}
