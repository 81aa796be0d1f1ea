namespace IntelliAvatar.Server.Speech.Sarvam;

/// <summary>Who speaks in which model, the usual one of each gender first. Sarvam has no endpoint that lists them.</summary>
internal static class SarvamSpeakers
{
    private static readonly string[] FemaleV2 = ["manisha", "anushka", "vidya", "arya"];
    private static readonly string[] MaleV2 = ["hitesh", "abhilash", "karun"];

    // Sarvam does not state the genders of v3; these are the speakers whose names leave no doubt.
    private static readonly string[] FemaleV3 = ["priya", "ritu", "neha", "pooja", "simran", "kavya", "ishita", "shreya", "roopa", "tanya", "shruti", "suhani", "kavitha", "rupali"];
    private static readonly string[] MaleV3 = ["shubh", "aditya", "rahul", "rohan", "amit", "dev", "varun", "manan", "sumit", "kabir", "aayan", "ashutosh", "advait", "anand", "tarun", "gokul", "vijay", "mohit", "soham"];

    /// <summary>The speakers of the configured model.</summary>
    public static IReadOnlyList<(string Name, Gender Gender)> Of(SarvamOptions options)
    {
        var (female, male) = options.Model switch
        {
            "bulbul:v2" => (FemaleV2, MaleV2),
            "bulbul:v3" => (FemaleV3, MaleV3),
            _ => ([], []),
        };
        return
        [
            .. First(options.FemaleSpeaker, female.Except([options.MaleSpeaker])).Select(name => (name, Gender.Female)),
            .. First(options.MaleSpeaker, male.Except([options.FemaleSpeaker])).Select(name => (name, Gender.Male)),
        ];
    }

    public static int SampleRate(SarvamOptions options) => options.SampleRate ?? (options.Model == "bulbul:v2" ? 22050 : 24000);

    private static IEnumerable<string> First(string? wanted, IEnumerable<string?> known) =>
        known.OfType<string>().Prepend(wanted ?? "").Where(name => name.Length > 0).Distinct();
}
