using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Speech.Text;

/// <summary>
/// Letters that stand for themselves, parted for engines that read them as words: EMI is no "emmy", the A of "Class A is" no article.
/// </summary>
internal static partial class Acronyms
{
    // Said as a word, although there are no more than three letters.
    private static readonly HashSet<string> Words =
    [
        .. ("PIN SIM RAM ROM PAN GIF CAT MAT LAN WAN VAT NET TET CAD CAM BIM JIO OK ACE ACT ADD AGE AGO AID AIM AIR ALL AN AND ANT ANY " +
            "APP " +
            "ARE ARM ART AS ASK AT ATE BAD BAG BAN BAR BAT BE BED BEE BET BIG BIT BOX BOY BUG BUS BUT BUY BY CAN CAP CAR COW CRY CUP " +
                "CUT DAD " +
            "DAY DID DIE DO DOG DON DOT DRY DUE EAR EAT EGG END EYE FAN FAR FAT FED FEE FEW FIT FIX FLY FOR FOX FUN GAP GAS GET GO GOD " +
                "GOT GUN " +
            "GUY HAD HAS HAT HE HER HEY HI HIM HIS HIT HOT HOW HUB ICE IF ILL IN INK IS ITS JAM JAR JOB JOY KEY KID KIT LAB LAP LAW " +
                "LAY LEG LET " +
            "LIE LIP LIT LOG LOT LOW MAD MAN MAP MAY ME MEN MET MIX MOM MUD MUG MY NEW NO NOR NOT NOW NUT ODD OF OFF OIL OLD ON ONE OR " +
                "OUR OUT " +
            "OWE OWN PAY PEN PER PET PIE PIG PIT POT PUT RAN RAT RAW RED RID ROW RUB RUN SAD SAW SAY SEA SEE SET SHE SHY SIR SIT SIX " +
                "SKY SO SON " +
            "SUM SUN TAB TAG TAP TAX TEA TEN THE TIE TIP TO TOE TOO TOP TOY TRY TWO UP USE VAN VIA WAR WAS WAY WE WEB WET WHY WIN WON " +
                "YES YET " +
            "YOU ZOO").Split(' '),
    ];

    // Words in a sentence of capitals, letters in any other.
    private static readonly HashSet<string> Either = ["IT", "US", "AM", "WHO"];

    // Said letter by letter, although there are four and more.
    private static readonly HashSet<string> Long =
    [
        .. ("CBSE ICSE IFSC IMPS UPSC MPSC KPSC BPSC TNPSC APPSC CGPA SGPA AICTE ICICI IRCTC EPFO ESIC IRDA ONGC NCERT SCERT MSME BCCI " +
            "FSSAI NHAI IIIT IISC CUET UIDAI CISCE IAEA UNHCR USSD ISBN HVAC MBBS BAMS BHMS CCTV FMCG IEEE").Split(' '),
    ];

    // "A" alone is an article to both engines; they say this as the letter's name.
    private const string NameOfA = "eigh";

    public static string Spell(string text)
    {
        var spelled = Capitals().Replace(text, match => IsSpelled(match.Groups["word"].Value, text, match)
            ? $"{string.Join(' ', match.Groups["word"].Value.AsEnumerable())}{(match.Groups["end"].Success ? "'s" : "")}" : match.Value);
        return LetterA().Replace(spelled, NameOfA);
    }

    private static bool IsSpelled(string word, string text, Match match) =>
        !word.Any(c => "AEIOUY".Contains(c)) ? word.Length <= 6
        : Either.Contains(word) ? !IsShouted(text, match)
        : word is "SO" or "NO" && CountBehind().IsMatch(text, match.Index + 2) ? !IsShouted(text, match)
        : word.Length <= 3 ? !Words.Contains(word)
        : Long.Contains(word);

    /// <summary>Whether the words beside it are in capitals, too.</summary>
    private static bool IsShouted(string text, Match match) =>
        ShoutedBefore().IsMatch(text.AsSpan(0, match.Index)) || ShoutedBehind().IsMatch(text, match.Index + match.Length);

    [GeneratedRegex(@"(?<![\p{L}\p{M}\d'’&])(?<word>[A-Z]{2,6})(?<end>['’]?s)?(?![\p{L}\p{M}\d'’&])")]
    private static partial Regex Capitals();

    // SO four of a formula.
    [GeneratedRegex(@"\G (?:two|three|four|five|six)(?!\p{L})")]
    private static partial Regex CountBehind();

    [GeneratedRegex(@"[A-Z]{2,} $")]
    private static partial Regex ShoutedBefore();

    [GeneratedRegex(@"\G [A-Z]{2,}(?![\p{Ll}])")]
    private static partial Regex ShoutedBehind();

    // A M, Class A, nine A, A and B, A is; an article stands before none of these.
    [GeneratedRegex(
        @"(?<![\p{L}\p{M}\d'’])A(?![\p{L}\p{M}\d'’])(?:(?= [A-Z](?![\p{L}\p{M}\d'’]))|(?<=(?<![\p{L}\p{M}\d'’])[A-Z] A)|" +
        @"(?= (?:and|or|is|are|was|to|equals|plus|minus|times|over|has|from|in|on|for|with|at|by|will|can|must|should|that|" +
            @"who)(?!\p{L}))|(?=\s*(?:[.,;:?!)]|$))|" +
        @"(?<=(?<!\p{L})(?i:class|section|sec|grade|vitamin|hepatitis|plan|hall|block|wing|group|team|option|part|type|form|schedule|" +
            @"figure|tower|flat|gate|point|" +
        @"set|influenza|category|level|column|row|zone|series|phase|division|standard|exhibit|annexure|appendix|answer|stage|paper|" +
            @"mister|doctor|" +
        @"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|teen|ty|hundred|(?<=\p{L})teen|(?<=\p{L})ty) A))")]
    private static partial Regex LetterA();
}
