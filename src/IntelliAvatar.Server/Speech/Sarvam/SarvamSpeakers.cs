namespace IntelliAvatar.Server.Speech.Sarvam;

/// <summary>A speaker as Sarvam names it.</summary>
/// <param name="Languages">Primary tags, the best first.</param>
internal sealed record SarvamSpeaker(string Name, Gender Gender, string Model, IReadOnlyList<string> Languages);

/// <summary>Who speaks in which model, the preferred first. Sarvam has no endpoint that lists them.</summary>
internal static class SarvamSpeakers
{
    /// <summary>What every speaker of v2 and v3 speaks.</summary>
    public static readonly string[] Languages = ["en", "hi", "bn", "ta", "te", "kn", "ml", "mr", "gu", "pa", "or"];

    public const string V2 = "bulbul:v2", V3 = "bulbul:v3", V4 = "bulbul:v4-flash";

    private static readonly string[] FemaleV2 = ["manisha", "anushka", "vidya", "arya"];
    private static readonly string[] MaleV2 = ["hitesh", "abhilash", "karun"];

    // Sarvam does not state the genders of v3 and v4; these are the speakers whose names leave no doubt.
    private static readonly string[] FemaleV3 =
        ["priya", "ritu", "neha", "pooja", "simran", "kavya", "ishita", "shreya", "roopa", "tanya", "shruti", "suhani", "kavitha", "rupali"];

    private static readonly string[] MaleV3 =
    [
        "shubh", "aditya", "rahul", "rohan", "amit", "dev", "varun", "manan", "sumit", "kabir", "aayan", "ashutosh", "advait", "anand", "tarun", "gokul",
        "vijay", "mohit", "soham",
    ];

    // A speaker of v4 is a person, a language and a manner, of which there are over 200. These suit a presenter.
    private static readonly string[] FemaleV4 =
    [
        "simran_en_narration", "aparna_en_edtech", "ritu_en_edtech", "shalini_en_companion", "roopa_hi_narration", "ritu_hi_edtech", "simran_hi_narration",
        "shilpa_hi_narration", "simran_enhi_companion", "ishita_enhi_companion", "roopa_bn_conversational", "kavitha_te_narration", "pooja_te_conversation",
        "chaitra_kn_narration", "suchitra_kn_narration", "neha_mr_narration", "mrunal_mr_narration", "pooja_gu_conversational",
    ];

    private static readonly string[] MaleV4 =
    [
        "shubh_en_narration", "dev_en_conversational", "rohan_en_recovery", "anand_hi_documentary", "aditya_hi_conversational", "rahul_hi_conversational",
        "shubh_enhi_companion", "bappa_bn_conversation", "vijay_ta_narration", "gokul_ta_narration", "tarun_te_narration", "chetan_kn_conversation",
        "soham_mr_narration", "nilesh_mr_conversation", "bhavik_gu_conversation", "anand_pa_conversation", "jaspal_pa_banking",
    ];

    /// <summary>The speakers of the configured model. Those of v3 speak what no speaker of v4 does, such as Malayalam and Odia.</summary>
    public static IReadOnlyList<SarvamSpeaker> Of(SarvamOptions options)
    {
        var (female, male) = options.Model switch
        {
            V2 => (FemaleV2, MaleV2),
            V3 => (FemaleV3, MaleV3),
            V4 => (FemaleV4, MaleV4),
            _ => ([], []),
        };
        return
        [
            .. First(options.FemaleSpeaker, female.Except([options.MaleSpeaker])).Select(name => Speaker(name, Gender.Female, options.Model)),
            .. First(options.MaleSpeaker, male.Except([options.FemaleSpeaker])).Select(name => Speaker(name, Gender.Male, options.Model)),
            .. options.Model == V4 ? [Speaker(FemaleV3[0], Gender.Female, V3), Speaker(MaleV3[0], Gender.Male, V3)] : Array.Empty<SarvamSpeaker>(),
        ];
    }

    private static IEnumerable<string> First(string? wanted, IEnumerable<string?> known) =>
        known.OfType<string>().Prepend(wanted ?? "").Where(name => name.Length > 0).Distinct();

    private static SarvamSpeaker Speaker(string name, Gender gender, string model) => new(name, gender, model, LanguagesOf(name));

    /// <summary>"simran_en_narration" → en; a name without a language speaks all.</summary>
    private static string[] LanguagesOf(string name) => name.Split('_') switch
    {
        [_, "enhi", ..] => ["en", "hi"],
        [_, var language, ..] when Languages.Contains(language) => [language],
        _ => Languages,
    };
}
