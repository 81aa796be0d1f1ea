using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text;

/// <summary>
/// What stands in a script and is not part of the speech: places that were to be filled in, directions for the stage, time marks.
/// </summary>
internal static partial class FillIns
{
    public static string Remove(string text, ICollection<LeftOut> leftOut)
    {
        var removed = Any().Replace(text, match =>
        {
            var why = match.Groups["time"].Success ? "It is a time mark."
                : match.Groups["stage"].Success ? "It is a direction, and not said."
                : "It is a place to fill in.";
            leftOut.Add(new(match.Groups["what"].Value, why));
            var (before, after) = (match.Groups["before"].Length, match.Groups["after"].Length);
            return before > 0 && after > 0 ? " " : match.Groups["after"].Value;
        });
        return removed.Length == text.Length ? text : Begins().Replace(removed, "");
    }

    [GeneratedRegex(
        @"(?<before>[ \t]?)(?<what>\{\{[^{}\n]{1,60}\}\}|\$\{[^{}\n]{1,60}\}|<%[^%\n]{1,60}%>|%[A-Z][A-Z_]{1,30}%|\{[\p{L}_][\p{L}\p{M}\p{Nd}_ .-]{0,40}\}|" +
        @"\[(?<time>\d{1,2}:\d{2}(?::\d{2})?(?:\s?[-–]\s?\d{1,2}:\d{2}(?::\d{2})?)?)\]|" +
        @"\[(?<stage>(?i:music|applause|laugh\w{0,5}|pause[sd]?|silence|sound[^\]\n]{0,40}|sfx[^\]\n]{0,40}|intro|outro|scene(?![\p{L}])[^\]\n]{0,60}|cut to[^\]\n]{0,60}|fade[^\]\n]{0,40}|b-?roll[^\]\n]{0,60}|" +
        @"on.?screen[^\]\n]{0,60}|voice.?over|vo|beat|sighs?|clap\w{0,4}|background[^\]\n]{0,40}|inaudible|crosstalk|![A-Z]{3,10}|smil\w{1,4}|whisper\w{0,4})|संगीत|हँसी|हंसी|तालियाँ|विराम|সঙ্গীত|இசை|సంగీతం|ಸಂಗೀತ|संगीत)\]|" +
        @"\((?<stage>(?i:laugh(?:s|ing|ter)|pauses?|music|applause|sighs|smiling|smiles|clapping|clears throat|beat|whispering))\)|" +
        @"\[(?=[^\]\n]{0,40}[A-Z]{2})[A-Z][A-Z0-9 _/'’-]{1,40}\]|" +
        @"\[(?i:your|insert|enter|add|company|customer|client|student|patient|parent|first|last|full|recipient|product|brand|city|date|time|name|amount|price|number|phone|address|link|url|email|month|year|day|topic|school|course)" +
        @"(?:['’]s)?(?:[ _][\p{L}'’]{1,20}){0,4}\]|" +
        @"\[(?:आपका |ग्राहक का |तुमचे )?(?:नाम|राशि|तारीख|दिनांक|शहर|कंपनी|पता|फ़ोन|फोन|समय|रकम|नाव|रक्कम|পরিমাণ|নাম|তারিখ|পরিমান|பெயர்|தேதி|தொகை|పేరు|తేదీ|మొత్తం|ಹೆಸರು|ದಿನಾಂಕ|ಮೊತ್ತ)\])(?<after>[ \t]?)")]
    private static partial Regex Any();

    // What parted it from the rest.
    [GeneratedRegex(@"^[ ,;:]+", RegexOptions.Multiline)]
    private static partial Regex Begins();
}
