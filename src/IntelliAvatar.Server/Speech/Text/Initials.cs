using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text;

/// <summary>
/// Initials in the scripts of India: के. एल. राहुल, ஏ. பி. ஜே. அப்துல் கலாம், and native ones of one syllable: மு. கருணாநிதி.
/// </summary>
internal static partial class Initials
{
    // The names of the letters A to Z, as each script writes them.
    private static readonly HashSet<string> Letters =
    [
        .. ("ए ऐ बी सी डी ई एफ एफ़ जी एच एच् आई आय जे के एल एम एन ओ पी क्यू आर एस टी यू वी व्ही डब्ल्यू डब्लू एक्स वाई वाय ज़ेड जेड झेड " +
            "এ বি সি ডি ই এফ জি এইচ আই জে কে এল এম এন ও পি কিউ আর এস টি ইউ ভি ডব্লিউ ডব্লু এক্স ওয়াই জেড " +
            "ஏ எ பி பீ சி சீ டி டீ இ ஈ எஃப் எப் ஜி எச் ஹெச் ஐ ஜே ஜெ கே கெ எல் எம் என் ஓ ஒ கியூ க்யூ ஆர் எஸ் யு யூ வி வீ டபிள்யு டபிள்யூ எக்ஸ் ஒய் வை இசட் ஜெட் " +
            "ఎ ఏ బి బీ సి సీ డి డీ ఇ ఈ ఎఫ్ జి జీ హెచ్ ఎచ్ ఐ జె జే కె కే ఎల్ ఎం ఎమ్ ఎన్ ఓ ఒ పి పీ క్యూ ఆర్ ఎస్ టి టీ యు యూ వి వీ డబ్ల్యు డబ్ల్యూ ఎక్స్ వై జెడ్ " +
            "ಎ ಏ ಬಿ ಸಿ ಡಿ ಇ ಈ ಎಫ್ ಜಿ ಎಚ್ ಹೆಚ್ ಐ ಜೆ ಜೇ ಕೆ ಕೇ ಎಲ್ ಎಂ ಎಮ್ ಎನ್ ಓ ಒ ಪಿ ಕ್ಯೂ ಆರ್ ಎಸ್ ಟಿ ಯು ಯೂ ವಿ ವೀ ಡಬ್ಲ್ಯು ಡಬ್ಲ್ಯೂ ಎಕ್ಸ್ ವೈ ಜೆಡ್ ಝಡ್ " +
            "എ ഏ ബി സി ഡി ഇ ഈ എഫ് ജി എച്ച് എച് ഐ ജെ ജേ കെ കേ എൽ എം എൻ ഒ ഓ പി ക്യു ക്യൂ ആർ എസ് ടി യു യൂ വി ഡബ്ല്യു എക്സ് വൈ ഇസഡ് " +
            "ਏ ਬੀ ਸੀ ਡੀ ਈ ਐਫ ਐੱਫ ਜੀ ਐਚ ਐੱਚ ਆਈ ਜੇ ਕੇ ਐਲ ਐੱਲ ਐਮ ਐੱਮ ਐਨ ਐੱਨ ਓ ਪੀ ਕਿਊ ਆਰ ਐਸ ਐੱਸ ਟੀ ਯੂ ਵੀ ਡਬਲਯੂ ਡਬਲਿਊ ਐਕਸ ਵਾਈ ਜ਼ੈੱਡ " +
            "એ બી સી ડી ઈ એફ જી એચ આઈ જે કે એલ એમ એન ઓ પી ક્યૂ આર એસ ટી યુ યૂ વી ડબલ્યુ એક્સ વાય ઝેડ " +
            "ଏ ବି ସି ଡି ଇ ଏଫ୍ ଏଫ ଜି ଏଚ୍ ଏଚ ଆଇ ଜେ କେ ଏଲ୍ ଏଲ ଏମ୍ ଏମ ଏନ୍ ଏନ ଓ ପି କ୍ୟୁ ଆର୍ ଆର ଏସ୍ ଏସ ଟି ୟୁ ଭି ଡବ୍ଲୁ").Split(' '),
    ];

    // They are words as well: "was", "came", "drank", "yes, sir". Only beside another initial are they letters.
    private static readonly HashSet<string> AlsoWords = [.. "ए ऐ जी पी आई ओ के ਏ ਸੀ ਜੀ ਆਈ ਓ એ ઓ জি ও কে আই ଓ କେ ଏ ఏ ఈ ಈ ಏ ആ ஈ".Split(' ')];

    // Words of one syllable that end sentences.
    private static readonly HashSet<string> Ends =
    [
        .. ("है हैं हूँ हूं हो था थे थी थीं दो दे दी लो ले ली जा खा गा ना न हाँ हां ही भी तो सो रे री वे ये वो मैं में से को का की ने तू तुम मी ती ते जो घे ये नये चा ची चे ला शी " +
            "না কি যা খা দে নে হে রে তো সে যে কী হাঁ হ্যাঁ এ তা বা வா போ தா நீ நான் கை தை பூ தீ பை மை நா ஆம் பா டா டீ " +
            "రా పో దా నా నీ కా మా లే వా ಬಾ ಹೋ ತಾ ನಾ ನೀ ಮಾ ವಾ കാ വാ പോ താ നീ ਹੈ ਹਾਂ ਸੀ ਨੇ ਨਾ છે છો છું હું હા ના નો ની નું નાં ହେ ନା ଯା").Split(' '),
    ];

    private static readonly HashSet<string> And = [.. "और व तथा एवं या श्री आणि এবং மற்றும் మరియు ಮತ್ತು ഉം ਅਤੇ અને ଏବଂ".Split(' ')];

    // Where a syllable and a point are an initial whatever stands beside it.
    private const char FirstTamil = '\u0B80', LastTamil = '\u0BFF';

    /// <summary>Whether it is a letter, or the name of one.</summary>
    public static bool IsLetter(string word) => (word.Length == 1 && char.IsUpper(word[0]))
        || (Letters.Contains(word) && !AlsoWords.Contains(word));

    /// <summary>Whether the word from <paramref name="start"/> to the point at <paramref name="at"/> is an initial.</summary>
    public static bool Is(string text, int start, int at)
    {
        var word = text[start..at];
        if (word.Length == 0 || word[0] < '\u0900' || word[0] > '\u0D7F' || !HasWordAfter(text, at + 1))
        {
            return false;
        }

        if (Letters.Contains(word) && !AlsoWords.Contains(word))
        {
            return true;
        }

        var before = WordBefore(text, start);
        var beside = (before.Pointed && MayBe(before.Word)) || MayBe(PointedAfter(text, at + 1));
        var placed = beside || And.Contains(before.Word) || AbbreviationTables.Leading.ContainsKey(before.Word)
            || (before.Begins && word is not ("जी" or "ਜੀ" or "જી" or "ओ" or "ਓ"));
        return Letters.Contains(word) ? placed
            : Syllable().IsMatch(word) && !Ends.Contains(word) && (placed || word[0] is >= FirstTamil and <= LastTamil);
    }

    private static bool MayBe(string word) => Letters.Contains(word) || (Syllable().IsMatch(word) && !Ends.Contains(word));

    private static bool HasWordAfter(string text, int at)
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }

        return at < text.Length && char.IsLetter(text[at]);
    }

    /// <summary>The word before a place; whether a point stands between, and whether the text or a sentence begins here.</summary>
    private static (string Word, bool Pointed, bool Begins) WordBefore(string text, int at)
    {
        var end = at;
        while (end > 0 && text[end - 1] == ' ')
        {
            end--;
        }

        if (end == 0 || "\n।॥!?:(\"“‘".Contains(text[end - 1]))
        {
            return ("", false, true);
        }

        var pointed = text[end - 1] == '.';
        var last = pointed ? end - 1 : end;
        var start = last;
        while (start > 0 && Reading.Sentence.IsWord(text[start - 1]))
        {
            start--;
        }

        return (text[start..last], pointed, false);
    }

    /// <summary>The next word when a point follows it at once; otherwise nothing.</summary>
    private static string PointedAfter(string text, int at)
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }

        var end = at;
        while (end < text.Length && Reading.Sentence.IsWord(text[end]))
        {
            end++;
        }

        return end < text.Length && text[end] == '.' ? text[at..end] : "";
    }

    // Consonants joined by a virama, then a vowel's sign and a nasal; or a vowel of its own.
    [GeneratedRegex(
        @"^(?:\p{Lo}\p{Mn}?[\u094D\u09CD\u0A4D\u0ACD\u0B4D\u0BCD\u0C4D\u0CCD\u0D4D])?\p{Lo}[\u093C\u09BC\u0A3C\u0ABC]?[\u093E-\u094C\u09BE-\u09CC\u0A3E-\u0A4C\u0ABE-\u0ACC\u0B3E-\u0B4C" +
        @"\u0BBE-\u0BCC\u0C3E-\u0C4C\u0CBE-\u0CCC\u0D3E-\u0D4C]?[\u0902\u0982\u0A02\u0A82\u0B02\u0C02\u0C82\u0D02]?$")]
    private static partial Regex Syllable();
}
