using System.Text.RegularExpressions;
using IntelliAvatar.Server.Speech.Text.Reading;

namespace IntelliAvatar.Server.Speech.Text;

/// <summary>"Dr." → "Doctor", "डॉ." → "डॉक्टर": otherwise they are spelled, or taken for the end of a sentence.</summary>
internal static partial class Abbreviations
{
    /// <summary>What never ends a sentence: a name or a number follows.</summary>
    private static readonly Dictionary<string, string> Leading = Table(
        """
        Dr=Doctor; Mr=Mister; Mrs=Missis; Ms=Miz; Prof=Professor; Smt=Shrimati; Shri=Shri; Sri=Sri; Kum=Kumari; Gen=General; Col=Colonel; Capt=Captain; Lt=Lieutenant; Sgt=Sergeant
        Maj=Major; Cmdr=Commander; Rev=Reverend; Hon=Honorable; Gov=Governor; Sen=Senator; Rep=Representative; Pres=President; Adv=Advocate; Er=Engineer; Mt=Mount; Ft=Fort; Asst=Assistant
        Mohd=Mohammed; Md=Mohammed; vs=versus; Vs=versus; e.g=for example; E.g=for example; eg=for example; i.e=that is; I.e=that is; cf=compare; viz=namely; approx=approximately
        Approx=Approximately; Rs=rupees; रु=रुपये; रू=रुपये; ரூ=ரூபாய்; రూ=రూపాయలు; ರೂ=ರೂಪಾಯಿ; টা=টাকা; ca=circa; incl=including; excl=excluding; a.k.a=also known as; w.r.t=with respect to; c/o=care of
        डॉ=डॉक्टर; डा=डाक्टर; श्री=श्री; श्रीमती=श्रीमती; सुश्री=सुश्री; प्रो=प्रोफ़ेसर; पं=पंडित; कु=कुमारी; चि=चिरंजीव; ले=लेफ़्टिनेंट; मो=मोबाइल; ডা=ডাক্তার; ড=ডক্টর; মো=মোহাম্মদ; শ্রী=শ্রী; ডঃ=ডক্টর
        ડૉ=ડૉક્ટર; ડો=ડોક્ટર; ਡਾ=ਡਾਕਟਰ; ଡା=ଡାକ୍ତର; ଡଃ=ଡକ୍ଟର; డా=డాక్టర్; శ్రీ=శ్రీ; திரு=திரு; திருமதி=திருமதி; டாக்=டாக்டர்; ಡಾ=ಡಾಕ್ಟರ್; ಶ್ರೀ=ಶ್ರೀ; ഡോ=ഡോക്ടർ; ശ്രീ=ശ്രീ
        """);

    /// <summary>What is one only before a number.</summary>
    private static readonly Dictionary<string, string> Counting = Table(
        """
        No=number; no=number; NO=number; Nos=numbers; nos=numbers; Fig=figure; fig=figure; Figs=figures; Eq=equation; Vol=volume; vol=volume; p=page; pp=pages; pg=page; Pg=page; Ch=chapter; ch=chapter
        Sec=section; sec=section; Art=article; Apt=apartment; Rm=room; para=paragraph; Ex=exercise; Q=question; Ph=phone; Tel=telephone; tel=telephone; Mob=mobile; ext=extension; Ext=extension; Std=standard
        नं=नंबर; न=नंबर; क्र=क्रमांक; सं=संख्या; पृ=पृष्ठ; নং=নম্বর; எண்=எண்; నం=నంబర్; ನಂ=ನಂಬರ್
        """);

    /// <summary>What may stand at the end of a sentence, too.</summary>
    private static readonly Dictionary<string, string> Anywhere = Table(
        """
        etc=et cetera; Jr=Junior; Sr=Senior; Ltd=Limited; Pvt=Private; Inc=Incorporated; Corp=Corporation; Co=Company; Bros=Brothers; Govt=Government; govt=government; Dept=Department
        dept=department; Univ=University; Ave=Avenue; Blvd=Boulevard; Rd=Road; Hwy=Highway; Ln=Lane; max=maximum; Max=Maximum; min=minimum; avg=average; est=established; temp=temperature
        al=and others; misc=miscellaneous; Ph.D=P H D; M.Sc=M S C; B.Sc=B S C; B.Tech=B Tech; M.Tech=M Tech; B.Com=B Com; M.Com=M Com; Mon=Monday; Tue=Tuesday; Tues=Tuesday; Wed=Wednesday
        Thu=Thursday; Thur=Thursday; Thurs=Thursday; Fri=Friday; Sat=Saturday; Sun=Sunday; Jan=January; Feb=February; Apr=April; Aug=August; Sept=September; Sep=September; Oct=October; Nov=November; Dec=December; St=Street
        """);

    // A sentence begins with such a word rather than a name.
    private static readonly HashSet<string> Starters =
    [
        "The", "This", "That", "These", "Those", "It", "He", "She", "They", "We", "You", "I", "In", "On", "At", "If", "When", "After", "Before", "But", "And", "Or", "So", "Then", "There", "Here",
        "Please", "What", "Who", "Why", "How", "Where", "Is", "Are", "Do", "Does", "Can", "Will", "Our", "My", "Your", "His", "Her", "Their", "A", "An", "Yes", "Not", "For", "From", "To", "As",
        "With", "Thank", "Thanks", "Call", "Visit", "Also", "However", "Now", "Next", "Today", "Let", "It's", "I'm", "Don't", "Later", "Everyone", "All", "Some", "Bring", "Contact", "Welcome", "Its",
    ];

    /// <summary>What is said for the abbreviation that begins here.</summary>
    public static Said? Read(Sentence sentence, int at)
    {
        var text = sentence.Text;
        if (Bare().Match(text, at) is { Success: true } bare)
        {
            return new(bare.Value == "etc" ? "et cetera" : bare.Value == "w/o" ? "without" : "versus", bare.Length);
        }

        if (Candidate().Match(text, at) is not { Success: true } match)
        {
            return null;
        }

        var word = match.Groups["word"].Value;
        var said = word == "St" && NextWord(text, at + match.Length) is [var first, ..] next && char.IsAsciiLetterUpper(first) && !Starters.Contains(next) ? "Saint" : SaidFor(word, text, at + match.Length);
        said = word == "Sr" && NextWord(text, at + match.Length) is "No" or "no" ? "Serial" : said;
        said = word == "e.g" && sentence.WordBefore(at) == "for" ? "example" : said;
        return said is null ? null : new(said, match.Length);
    }

    /// <summary>Whether the point at this place belongs to an abbreviation or initials, and ends no sentence.</summary>
    public static bool HasPoint(string text, int at)
    {
        var start = at;
        while (start > 0 && (Sentence.IsWord(text[start - 1]) || text[start - 1] is '.' or '/'))
        {
            start--;
        }

        var word = text[start..at];
        if (word.Length == 0 || Leading.ContainsKey(word))
        {
            return word.Length > 0;
        }

        if (Counting.ContainsKey(word))
        {
            return text.AsSpan(at + 1).TrimStart() is [var next, ..] && char.IsDigit(next);
        }

        var dotted = word.Length == 1 ? char.IsUpper(word[0]) : Dotted().IsMatch($"{word}.");
        return (dotted || Anywhere.ContainsKey(word)) && NextWord(text, at + 1) is { Length: > 0 } follows
            && (!Starters.Contains(follows) || (word.Length == 1 && follows is "A" or "I"));
    }

    private static string? SaidFor(string word, string text, int end)
    {
        if (Leading.TryGetValue(word, out var said) || Anywhere.TryGetValue(word, out said))
        {
            return said;
        }

        if (Counting.TryGetValue(word, out said))
        {
            return text.AsSpan(end).TrimStart() is [var next, ..] && char.IsDigit(next) ? said : null;
        }

        // Initials, and letters with points: U.S.A., A.P.J.
        return Dotted().IsMatch($"{word}.") ? word.Replace('.', ' ')
            : word.Length == 1 && char.IsUpper(word[0]) && NextWord(text, end) is [var capital, ..] && char.IsUpper(capital) ? word
            : null;
    }

    private static string NextWord(string text, int at)
    {
        var start = at;
        while (start < text.Length && text[start] is ' ' or ',' or '(' or '"' or '“')
        {
            start++;
        }

        var end = start;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || Sentence.IsMark(text[end]) || text[end] is '\'' or '’'))
        {
            end++;
        }

        return text[Math.Min(start, text.Length)..end].Replace('’', '\'');
    }

    private static Dictionary<string, string> Table(string entries) =>
        entries.Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(entry => entry.Split('='))
            .ToDictionary(pair => pair[0], pair => pair[1]);

    [GeneratedRegex(@"\G(?<![\p{L}\p{M}.])(?:etc|vs|w/o)(?![\p{L}\p{M}.])")]
    private static partial Regex Bare();

    [GeneratedRegex(@"\G(?<![\p{L}\p{M}.])(?<word>(?:[\p{L}\p{M}]{1,4}[./]){0,6}[\p{L}\p{M}]{1,8})\.(?![\p{Ll}\p{Nd}])|\G(?<![\p{L}\p{M}.])(?<word>[Nn]os?|Fig|Vol|Ch|Sec|pp?|नं|क्र|सं|পৃ|নং)\.(?=\d)")]
    private static partial Regex Candidate();

    [GeneratedRegex(@"^(?:\p{L}\p{M}{0,3}\.){2,7}$|^(?:[\p{L}\p{M}]{1,4}\.){2,7}$")]
    private static partial Regex Dotted();
}
