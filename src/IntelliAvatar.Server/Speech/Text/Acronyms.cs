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
        .. ("ACE ACT ADD AGE AGO AHA AID AIM AIR ALL AN AND ANT ANY APP ARC ARE ARM ART AS ASH ASK AT ATE AWE AXE BAD BAG BAN " +
            "BAR BAT BE BED BEE BET BIG BIM BIO BIT BOX BOY BRA BUD BUG BUS BUT BUY BY BYE CAB CAD CAM CAN CAP CAR CAT COD " +
            "COW CRY CUP CUT DAD DAY DEN DEW DID DIE DIG DIM DIP DO DOG DON DOT DRY DUE DUO EAR EAT EEL EGG EGO ELF ELM END " +
            "ERA EVE EYE FAN FAR FAT FED FEE FEW FIG FIT FIX FLY FOE FOG FOR FOX FUN GAP GAS GEL GEM GET GIF GO GOD GOT GUM " +
            "GUN GUY GYM HAD HAM HAS HAT HE HEM HEN HER HEY HI HIM HIP HIS HIT HOP HOT HOW HUB HUG HUH HUT ICE IF ILL IN INK " +
            "IS ITS IVY JAM JAR JAW JET JIO JOB JOY JUG KEY KID KIT LAB LAD LAN LAP LAW LAY LEG LET LID LIE LIP LIT LOG LOL " +
            "LOT LOW LUX MAD MAN MAP MAT MAY ME MEN MET MID MIX MOB MOM MOO MOP MUD MUG MY NAP NET NEW NO NOD NOR NOT NOW NUT " +
            "OAK OAT ODD OF OFF OIL OK OLA OLD ON ONE OR ORE OUR OUT OWE OWL OWN PAD PAN PAY PEA PEN PER PET PIE PIG PIN PIT " +
            "POT PRO PUB PUG PUN PUP PUT RAM RAN RAT RAW RAY RED RIB RID RIG RIM ROB ROM ROT ROW RUB RUG RUM RUN RYE SAD SAW " +
            "SAX SAY SEA SEE SET SEW SHE SHY SIM SIN SIR SIT SIX SKI SKY SO SON SPA SPY SUB SUM SUN TAB TAG TAN TAP TAX TEA " +
            "TEN TET THE TIE TIN TIP TO TOE TON TOO TOP TOW TOY TRY TUB TUG TUX TWO UP URN USE VAN VAT VET VIA VOW WAN WAR " +
            "WAS WAX WAY WE WEB WET WHY WIG WIN WON WOW YAK YAM YAY YEN YES YET YOU ZEN ZIP ZOO").Split(' '),
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
        : word.Length <= 3 ? !Words.Contains(word) && (word.Length == 2 || !IsAllCapitals(text))
        : Long.Contains(word);

    /// <summary>Whether capitals tell nothing: OUR GYM IS OPEN.</summary>
    private static bool IsAllCapitals(string text) =>
        text.Count(char.IsUpper) > 2 * text.Count(char.IsLower) && Capitals().Count(text) >= 3;

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
