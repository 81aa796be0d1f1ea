using IntelliAvatar.Server.Storage;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Media;

/// <summary>The door for people's files. What comes through it is whole, decodes to its end, and is in a form that every model server reads.</summary>
/// <remarks>
/// Each file is judged by its bytes, never by its name: first its headers, which costs next to nothing and refuses what would cost too much,
/// then its content. As many are worked on at once as there are processors; see <see cref="IntakeLine"/> for who is next.
/// </remarks>
public sealed class MediaIntake(IOptions<MediaLimits> options)
{
    private readonly MediaLimits _limits = options.Value;
    private readonly IntakeLine _line = new(Environment.ProcessorCount, TimeProvider.System);
    private readonly VideoIntake _video = new(options.Value, new(options.Value), new(new(options.Value)));
    private readonly AudioIntake _audio = new(options.Value, new(options.Value), new(new(options.Value)));

    /// <summary>Looks at a video or picture without decoding it: whether it is refused, or what <see cref="AcceptVideoAsync"/> takes.</summary>
    /// <param name="scratch">An existing folder for unfinished files; nothing is left there.</param>
    public Task<IntakeEstimate> EstimateVideoAsync(string uploadedPath, string scratch, IntakeCaller caller, CancellationToken cancel) =>
        EstimateAsync(() => _video.LookAsync(uploadedPath, scratch, cancel), look => look.Cost, _ => null, caller, cancel);

    /// <summary>The same for a recording and <see cref="AcceptAudioAsync"/>.</summary>
    public Task<IntakeEstimate> EstimateAudioAsync(string uploadedPath, string scratch, IntakeCaller caller, CancellationToken cancel) =>
        EstimateAsync(
            () => _audio.LookAsync(uploadedPath, scratch, cancel), look => look.Cost, look => look.File?.Info.Audio!.Duration ?? look.File?.Info.Duration, caller, cancel);

    /// <summary>Accepts a video (mp4, mov, webm, mkv) or a still picture (jpg, png), and writes <paramref name="acceptedMp4Path"/>:
    /// H.264, yuv420p, constant frame rate, even size, upright, with the video's own sound as AAC.</summary>
    /// <remarks>Refusals: <c>video_unreadable</c>, <c>video_broken</c>, <c>video_no_picture</c>, <c>video_too_large_picture</c>, <c>video_too_small_picture</c>,
    /// <c>video_too_long</c>, <c>video_too_short</c>, <c>video_too_many_frames</c>, <c>video_too_many_pixels</c>, <c>audio_too_many_samples</c> (of its own sound),
    /// <c>media_too_slow</c>, <c>media_too_large</c>, and such as may pass: <c>intake_busy</c>, <c>media_stalled</c>, <c>storage_full</c>.</remarks>
    /// <param name="progress">Gets 0…1 while it is decoded.</param>
    public Task<IntakeResult> AcceptVideoAsync(
        string uploadedPath, string acceptedMp4Path, IntakeCaller caller, CancellationToken cancel, IProgress<double>? progress = null) =>
        AcceptAsync(
            () => _video.LookAsync(uploadedPath, Folder(acceptedMp4Path), cancel), look => look.Cost, look => _video.ConvertAsync(look, acceptedMp4Path, progress, cancel), caller, cancel);

    /// <summary>Accepts a recording (wav, mp3, m4a, ogg, flac), and writes <paramref name="acceptedWavPath"/>: mono 16-bit PCM of 16 to 48 kHz.
    /// A wav that is one already is copied byte for byte.</summary>
    /// <remarks>Refusals: <c>audio_unreadable</c>, <c>audio_broken</c>, <c>audio_no_sound</c>, <c>audio_is_video</c>, <c>audio_silent</c>,
    /// <c>audio_too_long</c>, <c>audio_too_short</c>, <c>audio_too_many_samples</c>, <c>media_too_slow</c>, <c>media_too_large</c>, and such as may pass:
    /// <c>intake_busy</c>, <c>media_stalled</c>, <c>storage_full</c>.</remarks>
    /// <param name="progress">Gets 0…1 while it is decoded.</param>
    public Task<IntakeResult> AcceptAudioAsync(
        string uploadedPath, string acceptedWavPath, IntakeCaller caller, CancellationToken cancel, IProgress<double>? progress = null) =>
        AcceptAsync(
            () => _audio.LookAsync(uploadedPath, Folder(acceptedWavPath), cancel), look => look.Cost, look => _audio.ConvertAsync(look, acceptedWavPath, progress, cancel), caller, cancel);

    private static string Folder(string path) => Path.GetDirectoryName(Path.GetFullPath(path))!;

    private async Task<IntakeEstimate> EstimateAsync<TLook>(
        Func<Task<(TLook? Look, Refusal? Refusal)>> look, Func<TLook, MediaCost> cost, Func<TLook, TimeSpan?> length, IntakeCaller caller, CancellationToken cancel)
        where TLook : class, IDisposable
    {
        var (seen, refusal) = await InTurnAsync(MediaCost.Look, caller, look, busy => (null, busy), cancel);
        using (seen)
        {
            return seen is null ? new(refusal, MediaCost.Look) : new(refusal, cost(seen), length(seen));
        }
    }

    private async Task<IntakeResult> AcceptAsync<TLook>(
        Func<Task<(TLook? Look, Refusal? Refusal)>> look, Func<TLook, MediaCost> cost, Func<TLook, Task<IntakeResult>> convert, IntakeCaller caller, CancellationToken cancel)
        where TLook : class, IDisposable
    {
        var (seen, refusal) = await InTurnAsync(MediaCost.Look, caller, look, busy => (null, busy), cancel);
        using (seen)
        {
            return seen is null
                ? new IntakeResult.Refused(refusal!)
                : await InTurnAsync(cost(seen), caller, () => convert(seen), busy => new IntakeResult.Refused(busy), cancel);
        }
    }

    private async Task<T> InTurnAsync<T>(MediaCost cost, IntakeCaller caller, Func<Task<T>> work, Func<Refusal, T> refused, CancellationToken cancel)
    {
        using var turn = await _line.EnterAsync(caller.UserId, cost, caller.MaxWait ?? _limits.MaxIntakeWait, cancel);
        if (turn is null)
        {
            return refused(IntakeLine.Busy);
        }

        try
        {
            return await work();
        }
        catch (IOException exception) when (exception.IsDiskFull())
        {
            return refused(FfmpegFailure.StorageFull);
        }
    }
}
