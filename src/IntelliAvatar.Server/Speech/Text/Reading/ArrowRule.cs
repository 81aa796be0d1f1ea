using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text.Reading;

/// <summary>
/// What an arrow means: 2H₂ + O₂ → 2H₂O gives; Settings → Privacy and Step 1 → Go are a pause; Mumbai → Delhi is from there to here.
/// </summary>
internal static partial class ArrowRule
{
    public static Said? Read(Sentence sentence, int at)
    {
        var (text, signs) = (sentence.Text, sentence.Words.Signs);
        if (Arrow().Match(text, at) is not { Success: true } arrow || !signs.TryGetValue("→", out var to))
        {
            return null;
        }

        var reverses = arrow.Groups["both"].Success;
        if (signs.TryGetValue("gives", out var gives) && IsReaction(text, at, at + arrow.Length))
        {
            return new(reverses ? signs.GetValueOrDefault("⇌", gives) : gives, arrow.Length);
        }

        return reverses ? null
            : arrow.Groups["back"].Success ? new(signs.GetValueOrDefault("←", to), arrow.Length)
            : arrow.Value is "⇒" && signs.TryGetValue("⇒", out var implies) ? new(implies, arrow.Length)
            : StepBefore().IsMatch(text.AsSpan(0, at)) || (IsInMenu(text, at) && !NumberBehind().IsMatch(text, at + arrow.Length))
                ? new(", ", arrow.Length)
            : new(to, arrow.Length);
    }

    private static bool IsInMenu(string text, int at) =>
        char.IsLetter(LastBefore(text, at)) && (MenuWords().IsMatch(text.AsSpan(0, at)) || MenuBehind().IsMatch(text, at));

    private static char LastBefore(string text, int at) => text.AsSpan(0, at).TrimEnd(" \"”’)]") is [.., var last] ? last : ' ';

    /// <summary>Whether formulas of substances stand on both sides.</summary>
    private static bool IsReaction(string text, int at, int end)
    {
        var (left, right) = (Before().Match(text[..at]), Behind().Match(text, end));
        if (!left.Success || !right.Success || !SubstanceRule.Is(left.Groups["formula"].Value)
            || !SubstanceRule.Is(right.Groups["formula"].Value))
        {
            return false;
        }

        return left.Groups["plus"].Success || Plus().IsMatch(text, end + right.Length)
            || SubstanceRule.IsCompound(left.Groups["formula"].Value) || SubstanceRule.IsCompound(right.Groups["formula"].Value);
    }

    private const string Formula = @"(?<formula>(?:[A-Z][a-z]?[₀-₉\d]{0,3}|" +
        @"[(\[](?:[A-Z][a-z]?[₀-₉\d]{0,3}){1,5}[)\]][₀-₉\d]{0,2}){1,8})[⁰¹²³⁴-⁹⁺⁻]{0,3}(?: ?\((?:g|s|l|aq)\))?";

    [GeneratedRegex(@"\G(?:(?<both>⇌|⇄|⇆|↔|<[-–—=]{1,2}>)|(?<back>←|<[-–—]{1,3}(?!\d))|[→⟶⇒]|[-–—=]{1,3}>)")]
    private static partial Regex Arrow();

    [GeneratedRegex($@"(?<plus>\+ ?)?(?<![\p{{L}}\d])\d{{0,2}} ?{Formula} ?$")]
    private static partial Regex Before();

    [GeneratedRegex($@"\G ?\d{{0,2}} ?{Formula}(?![\p{{L}}\d])")]
    private static partial Regex Behind();

    [GeneratedRegex(@"\G ?\+ ?\d{0,2}[A-Z]")]
    private static partial Regex Plus();

    // Step 1 →, Q. 3 →, Option B →, Note →.
    [GeneratedRegex(
        @"(?<![\p{L}\p{M}])(?:(?i:steps?|question|q\.?|ans(?:wer)?|option|part|day|week|module|lesson|chapter|level|point|rule|tip|" +
            @"task|exercise|example|note|result|output|solution)|" +
        @"चरण|स्टेप|प्रश्न|उत्तर|भाग|दिन|नियम|नोट|उदाहरण|टप्पा|ধাপ|প্রশ্ন|উত্তর|படி|கேள்வி|பதில்|దశ|ప్రశ్న|జవాబు|ಹಂತ|ಪ್ರಶ್ನೆ|" +
            @"ಉತ್ತರ) ?(?:[\dA-Z]{1,3}[.):]?)? ?$")]
    private static partial Regex StepBefore();

    [GeneratedRegex(
        @"(?<![\p{L}\p{M}])(?:(?i:open|click|tap|select|choose|go to|goto|navigate|press|visit|menu|settings?|file|edit|view|tools|" +
            @"options|preferences|insert|format|help|start|" +
        @"home|profile|account|dashboard|control panel|app|path|under|via)|सेटिंग्स?|सेटिंग्ज|मेनू|मेन्यू|फ़ाइल|फाइल|होम|प्रोफ़ाइल|" +
            @"खोलें|সেটিংস|মেনু|அமைப்புகள்|మెనూ|సెట్టింగ్స్|ಸೆಟ್ಟಿಂಗ್ಸ್|ಮೆನು)(?![\p{L}\p{M}])")]
    private static partial Regex MenuWords();

    [GeneratedRegex(@"\G\S{1,2} ?[^.!?।]{0,80}(?:में जाएँ|में जाएं|में जाकर|पर क्लिक|पर टैप|चुनें|निवडा|वर क्लिक|-এ যান|এ যান|" +
        @"செல்லவும்|கிளிக்|క్లిక్|వెళ్ళండి|వెళ్లండి|ಕ್ಲಿಕ್|ಹೋಗಿ)")]
    private static partial Regex MenuBehind();

    [GeneratedRegex(@"\G ?[-−]?\d[\d.,]*(?![\p{L}\d])")]
    private static partial Regex NumberBehind();
}
