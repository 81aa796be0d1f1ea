using IntelliAvatar.LipSync;
using IntelliAvatar.LipSync.Articulation;
using IntelliAvatar.Server.Media;

namespace IntelliAvatar.Server.ModelServers.Cpu;

/// <summary>From two files to a third: the engine, with ffmpeg before and behind it.</summary>
/// <param name="limits">What may be read and written.</param>
/// <param name="cache">Where prepared avatars are kept; null: every base is analysed again.</param>
public sealed class LipSyncRender(MediaLimits limits, AvatarCache? cache = null)
{
    private const long MostSpoolBytes = 4L << 30;
    private static readonly TimeSpan LeastDeadline = TimeSpan.FromMinutes(10);

    // How much of a base is looked at: more would only take time and memory. Two lengths, so that a speech seldom needs its base prepared again.
    private static readonly TimeSpan ShortBase = TimeSpan.FromSeconds(30), LongBase = TimeSpan.FromMinutes(2);

    /// <summary>Far above what any machine needs for a second of speech: it only ends what hangs.</summary>
    private const double DeadlinePerSecond = 100;

    private readonly Lazy<LipSyncModels> _models = new(EngineModels.Load);

    private LipSyncEngine Engine => new(_models.Value, Environment.ProcessorCount);

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

        var opening = VideoReader.OpenAsync(videoPath, FolderOf(resultPath), limits, LongBase, cancel);
        try
        {
            var heard = await SpeechSamples.ReadAsync(audioPath, limits, cancel);
            return (heard, await opening) switch
            {
                (MediaResult<float[]>.Refused { Refusal: var refusal }, _) => refusal,
                (_, MediaResult<VideoReader>.Refused { Refusal: var refusal }) => refusal,
                (MediaResult<float[]>.Ready { Value: var samples }, MediaResult<VideoReader>.Ready { Value: var video }) =>
                    await RenderAsync(new Order(videoPath, video, new LipSync.Articulation.Speech(samples, known), audioPath, resultPath, progress), cancel),
                _ => throw new InvalidOperationException("A result that is neither."),
            };
        }
        finally
        {
            await Task.WhenAny(opening);
            if (opening.IsCompletedSuccessfully && await opening is MediaResult<VideoReader>.Ready { Value: var video })
            {
                video.Dispose();
            }
        }
    }

    /// <summary>What is to be made of what.</summary>
    private sealed record Order(string VideoPath, VideoReader Video, LipSync.Articulation.Speech Speech, string AudioPath, string ResultPath, IProgress<double> Progress)
    {
        public VideoFormat Format => Video.Format;

        public TimeSpan Spoken => TimeSpan.FromSeconds((double)Speech.Samples16kMono.Length / SpeechSamples.Rate);

        public int Frames => Format.Rate.FramesFor(Speech.Samples16kMono.Length);
    }

    private async Task<Refusal?> RenderAsync(Order order, CancellationToken cancel)
    {
        var part = order.Spoken <= ShortBase ? ShortBase : LongBase;
        var key = cache is null ? null : await AvatarCache.KeyAsync(order.VideoPath, part, _models.Value, cancel);
        if (key is not null && await Task.Run(() => cache!.Find(key), cancel) is { } avatar)
        {
            try
            {
                return await DrawKnownAsync(order, avatar, cancel);
            }
            catch (MissingFrameException)
            {
                // Another version of ffmpeg sees fewer pictures in it: it is prepared again.
            }
        }

        return await PrepareAndDrawAsync(order, part, key, cancel);
    }

    /// <summary>Decodes only what is shown, while it is drawn.</summary>
    private async Task<Refusal?> DrawKnownAsync(Order order, PreparedAvatar avatar, CancellationToken cancel)
    {
        await using var head = order.Video.Decode(FolderOf(order.ResultPath), avatar.FramesShown(order.Frames), avatar.FrameCount, cancel);
        try
        {
            return await DrawAsync(order, avatar, head, order.Progress, cancel);
        }
        catch (MissingFrameException)
        {
            if (await head.Filled is { } undecodable)
            {
                return undecodable;
            }

            throw;
        }
    }

    private async Task<Refusal?> PrepareAndDrawAsync(Order order, TimeSpan part, string? key, CancellationToken cancel)
    {
        var most = FrameSpool.MostFrames(order.Format, (int)Math.Ceiling(part.TotalSeconds * order.Format.Rate.FramesPerSecond), MostSpoolBytes);
        var expected = Math.Min(most, order.Video.ExpectedFrames ?? most);
        await using var head = order.Video.Decode(FolderOf(order.ResultPath), most, expected, cancel);
        await using var sound = new SourceAudio(order.Video, part, cancel);
        if (order.Video.ExpectedFrames is null)
        {
            if (await head.Filled is { } undecodable)
            {
                return undecodable;
            }

            head.Settle();
        }

        var looking = (double)head.Count / (head.Count + order.Frames);
        var (prepared, refusal) = await PrepareAsync(head, new ScaledProgress(order.Progress, 0, looking), cancel);
        if (prepared is not Preparation.Ready { Avatar: var avatar })
        {
            return refusal;
        }

        if (await sound.Heard is { } samples)
        {
            avatar = await Task.Run(() => Engine.Learn(avatar, samples, head.Format.Rate, cancel), cancel);
        }

        var keeping = key is null ? Task.CompletedTask : Task.Run(() => cache!.Keep(key, avatar), cancel);
        refusal = await DrawAsync(order, avatar, head, new ScaledProgress(order.Progress, looking, 1), cancel);
        await keeping;
        return refusal;
    }

    /// <summary>Looks at the pictures while they are still being decoded; once more when there turn out to be fewer than packets.</summary>
    private async Task<(Preparation? Prepared, Refusal? Refusal)> PrepareAsync(FrameSpool head, IProgress<double> progress, CancellationToken cancel)
    {
        Preparation? prepared = null;
        try
        {
            prepared = await Task.Run(() => Engine.Prepare(head, head.Format.Rate, progress, cancel), cancel);
        }
        catch (MissingFrameException)
        {
        }

        if (await head.Filled is { } undecodable)
        {
            return (null, undecodable);
        }

        if (prepared is null)
        {
            head.Settle();
            prepared = await Task.Run(() => Engine.Prepare(head, head.Format.Rate, progress, cancel), cancel);
        }

        return (prepared, prepared is Preparation.Refused { Refusal: var refusal } ? new Refusal(refusal.Code, refusal.Detail) : null);
    }

    private Task<Refusal?> DrawAsync(Order order, PreparedAvatar avatar, FrameSpool head, IProgress<double> progress, CancellationToken cancel) =>
        FrameEncoder.EncodeAsync(
            head.Format, order.AudioPath, order.ResultPath, limits,
            (sink, stop) => Task.Run(() => Engine.Render(avatar, head, order.Speech, head.Format.Rate, sink.Write, progress, stop), stop),
            LeastDeadline + (order.Spoken * DeadlinePerSecond), cancel);

    private static string FolderOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path))!;

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
