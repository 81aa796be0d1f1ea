using IntelliAvatar.Server.Media;

namespace IntelliAvatar.Benchmarks;

/// <summary>The head and the speech that are measured with, and what is true of them.</summary>
/// <param name="Frames">How many frames a video of this speech on this head has.</param>
internal sealed record Media(string Head, string Speech, VideoFormat Format, double Seconds, int Frames)
{
    private const string Words =
        "Good morning, and welcome to the show. Today we look at how people speak, how lips open for vowels, and how they close for the letters "
        + "b, p and m. Maybe bees buzz by the pump; perhaps my papa bought plum jam. That is all for today, and thank you very much for listening.";

    public static async Task<Media> FindAsync(FileInfo? head, FileInfo? audio, BenchFolder folder, CancellationToken cancel)
    {
        var limits = new MediaLimits();
        var speech = audio?.FullName ?? folder.File("speech.wav");
        if (audio is null)
        {
            await Tool.RunAsync("flite", ["-voice", "slt", "-t", Words, "-o", speech], cancel);
        }

        // What the server does with every upload, once: the model server is never handed anything else.
        var intake = new MediaIntake(Microsoft.Extensions.Options.Options.Create(limits));
        var accepted = folder.File("head.mp4");
        Accept(await intake.AcceptVideoAsync(head?.FullName ?? Path.Combine(AppContext.BaseDirectory, "samples", "presenter.mp4"), accepted, IntakeCaller.InBackground("bench"), cancel));

        var samples = Ready(await SpeechSamples.ReadAsync(speech, limits, cancel));
        await using var spool = Ready(await FrameSpool.OpenAsync(accepted, folder.Root, limits, maxFrames: 2, maxBytes: long.MaxValue, cancel));
        return new Media(accepted, speech, spool.Format, (double)samples.Length / SpeechSamples.Rate, spool.Format.Rate.FramesFor(samples.Length));
    }

    public static T Ready<T>(MediaResult<T> result)
        where T : notnull => result switch
        {
            MediaResult<T>.Ready ready => ready.Value,
            MediaResult<T>.Refused refused => throw new InvalidOperationException(refused.Refusal.Detail),
            _ => throw new InvalidOperationException("Neither ready nor refused."),
        };

    private static void Accept(IntakeResult result)
    {
        if (result is IntakeResult.Refused refused)
        {
            throw new InvalidOperationException(refused.Refusal.Detail);
        }
    }
}
