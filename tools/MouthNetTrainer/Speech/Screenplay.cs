namespace MouthNetTrainer.Speech;

/// <summary>Who says what, and how: every text by every voice of Flite and by a few of eSpeak NG's.</summary>
internal static class Screenplay
{
    private static readonly string[] FliteVoices = ["slt", "rms", "awb", "kal16"];
    private static readonly string[] EspeakVariants = ["", "m3", "f2", "klatt4", "f4", "m7", "f5", "klatt2"];

    // Men speak as high as women, and the woman as low as men: what is learned is then not bound to a voice.
    private static readonly (double Pace, double Pitch)[] Manners =
        [(1, 1), (0.85, 1.35), (1.2, 0.94), (1, 1.7), (1.08, 1.15)];

    /// <param name="texts">A folder of files like <c>hi.txt</c>, a sentence a line.</param>
    public static IReadOnlyList<Take> Read(string texts)
    {
        var takes = new List<Take>();
        foreach (var file in Directory.GetFiles(texts, "*.txt").Order(StringComparer.Ordinal))
        {
            var language = Path.GetFileNameWithoutExtension(file);
            var english = language == "en";
            foreach (var (sentence, text) in File.ReadLines(file).Where(line => line.Length > 0).Index())
            {
                takes.AddRange(FliteVoices.Select((voice, i) => Of("flite", voice, sentence + i)));
                takes.AddRange(Enumerable.Range(0, english ? 2 : 4).Select(i => Of("espeak", EspeakVariants[(sentence + (i * 2) + (sentence / 8)) % EspeakVariants.Length], sentence + i)));

                Take Of(string engine, string voice, int manner)
                {
                    var (pace, pitch) = Manners[manner % Manners.Length];
                    return new(engine, voice, language, sentence, text, pace, voice == "slt" ? 1 / pitch : pitch);
                }
            }
        }

        return takes;
    }
}
