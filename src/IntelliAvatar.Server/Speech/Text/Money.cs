using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text;

/// <summary>"₹500" → "500 rupees". Engines drop the sign or read "Rs." as letters.</summary>
internal static partial class Money
{
    public static string Spell(string text, SpokenWords words) => Amount().Replace(text, match =>
    {
        var unit = match.Groups["sign"].Value[0] switch { '$' => words.Dollars, '€' => words.Euros, _ => words.Rupees };
        var scale = match.Groups["scale"] is { Success: true, Value: var word } ? $" {word}" : "";
        return $"{match.Groups["number"].Value}{scale} {unit}";
    });

    [GeneratedRegex(@"(?<sign>₹|\$|€|(?<!\p{L})(?:Rs\b\.?|INR\b|रु\.|रू\.))\s*(?<number>\p{Nd}[\p{Nd},]*(?:\.\p{Nd}+)?)(?:/-)?(?:\s+(?<scale>thousand|lakhs?|crores?|million|billion|हज़ार|हजार|लाख|करोड़|कोटी|হাজার|লক্ষ|লাখ|কোটি|લાખ|કરોડ|ਲੱਖ|ਕਰੋੜ|லட்சம்|கோடி|లక్షల?|కోట్లు?|ಲಕ್ಷ|ಕೋಟಿ|ലക്ഷം|കോടി|لاکھ|کروڑ)(?![\p{L}\p{M}]))?")]
    private static partial Regex Amount();
}
