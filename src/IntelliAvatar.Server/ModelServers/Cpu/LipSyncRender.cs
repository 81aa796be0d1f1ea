using IntelliAvatar.LipSync;
using IntelliAvatar.LipSync.Audio;
using IntelliAvatar.Server.Media;

namespace IntelliAvatar.Server.ModelServers.Cpu;

/// <summary>From two files to a third: the engine, with ffmpeg before and behind it.</summary>
public sealed class LipSyncRender(MediaLimits limits)
{
    private const long MostSpoolBytes = 4L << 30;
    private static readonly TimeSpan LeastBase = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LeastDeadline = TimeSpan.FromMinutes(10);

    /// <summary>Far above what any machine needs for a second of speech: it only ends what hangs.</summary>
    private const double DeadlinePerSecond = 100;

    private readonly Lazy<LipSyncEngine> _engine = new(() => new LipSyncEngine(EngineModels.Load(), Environment.ProcessorCount));

    /// <summary>Renders the head of <paramref name="videoPath"/> saying <paramref name="audioPath"/> into an mp4 that appears whole or not at all.</summary>
    /// <param name="videoPath">A video of any format we accept.</param>
    /// <param name="audioPath">A recording of any format we accept.</param>
    /// <param name="phones">The exact phones as text (<see cref="PhoneFile"/>), when they are known.</param>
    /// <param name="resultPath">Decoded pictures lie in its folder meanwhile, without a name.</param>
    /// <param name="progress">0…1.</param>
    /// <param name="cancel">Obeyed within one frame's work.</param>
    /// <returns>Null when it is done, else <c>no_face</c>, <c>phones_malformed</c>, or why a file cannot be read or written.</returns>
    public async Task<Refusal?> RunAsync(
        string videoPath, string audioPath, string? phones, string resultPath, IProgress<double> progress, CancellationToken cancel)
    {
        var (known, malformed) = Parse(phones);
        if (malformed is not null)
        {
            return malformed;
        }

        var audio = await SpeechSamples.ReadAsync(audioPath, limits, cancel);
        if (audio is not MediaResult<float[]>.Ready { Value: var samples })
        {
            return ((MediaResult<float[]>.Refused)audio).Refusal;
        }

        var spoken = TimeSpan.FromSeconds((double)samples.Length / SpeechSamples.Rate);
        var spooled = await SpoolAsync(videoPath, Path.GetDirectoryName(Path.GetFullPath(resultPath))!, spoken, cancel);
        if (spooled is not MediaResult<FrameSpool>.Ready { Value: var head })
        {
            return ((MediaResult<FrameSpool>.Refused)spooled).Refusal;
        }

        using (head)
        {
            return await RenderAsync(head, new LipSync.Speech(samples, known), audioPath, resultPath, spoken, progress, cancel);
        }
    }

    private async Task<Refusal?> RenderAsync(
        FrameSpool head, LipSync.Speech speech, string audioPath, string resultPath, TimeSpan spoken, IProgress<double> progress, CancellationToken cancel)
    {
        var rate = head.Format.Rate;
        var looking = (double)head.Count / (head.Count + rate.FramesFor(speech.Samples16kMono.Length));
        var prepared = await Task.Run(() => _engine.Value.Prepare(head, rate, new Portion(progress, 0, looking), cancel), cancel);
        if (prepared is not Preparation.Ready { Avatar: var avatar })
        {
            var refusal = ((Preparation.Refused)prepared).Refusal;
            return new Refusal(refusal.Code, refusal.Detail);
        }

        var drawing = new Portion(progress, looking, 1);
        return await FrameEncoder.EncodeAsync(
            head.Format, audioPath, resultPath, limits,
            (sink, stop) => Task.Run(() => _engine.Value.Render(avatar, head, speech, rate, sink.Write, drawing, stop), stop),
            LeastDeadline + (spoken * DeadlinePerSecond), cancel);
    }

    /// <summary>As much of the base as the speech lasts, or half a minute if that is longer: more would only take time.</summary>
    private async Task<MediaResult<FrameSpool>> SpoolAsync(string videoPath, string folder, TimeSpan spoken, CancellationToken cancel)
    {
        var seconds = Math.Max(spoken.TotalSeconds, LeastBase.TotalSeconds);
        var frames = (int)Math.Ceiling(seconds * await RateOfAsync(videoPath, folder, cancel));
        return await FrameSpool.OpenAsync(videoPath, folder, limits, frames, MostSpoolBytes, cancel);
    }

    /// <summary>Frames a second as the file says; the most we accept when it does not.</summary>
    private async Task<double> RateOfAsync(string videoPath, string folder, CancellationToken cancel)
    {
        if (await SourceFile.RecogniseAsync(videoPath, cancel) is not { } source)
        {
            return limits.MaxFrameRate;
        }

        var (opened, _) = await new MediaProbe(new FfmpegCommands(limits)).OpenAsync(source, folder, cancel);
        using (opened)
        {
            return Math.Min(opened?.Info.Video?.AverageRate?.FramesPerSecond ?? limits.MaxFrameRate, limits.MaxFrameRate);
        }
    }

    private static (IReadOnlyList<Phone>? Phones, Refusal? Malformed) Parse(string? text)
    {
        try
        {
            return (string.IsNullOrWhiteSpace(text) ? null : PhoneFile.Parse(text), null);
        }
        catch (FormatException wrong)
        {
            return (null, new Refusal("phones_malformed", $"The phones cannot be read. {wrong.Message}"));
        }
    }
}
