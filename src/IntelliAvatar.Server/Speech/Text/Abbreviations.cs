using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text;

/// <summary>"Dr." → "Doctor", "डॉ." → "डॉक्टर": otherwise they are spelled, or taken for the end of a sentence.</summary>
internal static partial class Abbreviations
{
    private static readonly Dictionary<string, string> Full = new()
    {
        ["Dr"] = "Doctor",
        ["Mr"] = "Mister",
        ["Mrs"] = "Missis",
        ["Ms"] = "Miz",
        ["Prof"] = "Professor",
        ["Smt"] = "Shrimati",
        ["Shri"] = "Shri",
        ["vs"] = "versus",
        ["etc"] = "et cetera",
        ["approx"] = "approximately",
        ["govt"] = "government",
        ["Govt"] = "Government",
        ["Ltd"] = "Limited",
        ["Pvt"] = "Private",
        ["Jr"] = "Junior",
        ["Sr"] = "Senior",
        ["e.g"] = "for example",
        ["i.e"] = "that is",
        ["डॉ"] = "डॉक्टर",
        ["डा"] = "डाक्टर",
        ["श्री"] = "श्री",
        ["सुश्री"] = "सुश्री",
        ["प्रो"] = "प्रोफ़ेसर",
        ["पं"] = "पंडित",
        ["कु"] = "कुमारी",
        ["ডা"] = "ডাক্তার",
        ["ড"] = "ডক্টর",
        ["মো"] = "মোহাম্মদ",
        ["ડૉ"] = "ડૉક્ટર",
        ["ડો"] = "ડોક્ટર",
        ["ਡਾ"] = "ਡਾਕਟਰ",
        ["ଡା"] = "ଡାକ୍ତର",
        ["ଡଃ"] = "ଡକ୍ଟର",
        ["డా"] = "డాక్టర్",
        ["శ్రీ"] = "శ్రీ",
        ["திரு"] = "திரு",
        ["ಡಾ"] = "ಡಾಕ್ಟರ್",
        ["ಶ್ರೀ"] = "ಶ್ರೀ",
        ["ഡോ"] = "ഡോക്ടർ",
        ["ശ്രീ"] = "ശ്രീ",
    };

    /// <summary>Before an abbreviated word may stand no letter; after the point a space, a capital or the end.</summary>
    public static string Expand(string text) => Candidate().Replace(text, match => Full.TryGetValue(match.Groups["word"].Value, out var full) ? full : match.Value);

    [GeneratedRegex(@"(?<![\p{L}\p{M}.])(?<word>(?:\p{L}\.\p{L}|\p{L}[\p{L}\p{M}]{0,7}))\.(?![\p{Ll}\p{Nd}])")]
    private static partial Regex Candidate();
}
