using IntelliAvatar.Server.Storage;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Media;

/// <summary>The door for people's files. What comes through it is whole, decodes to its end, and is in a form that every model server reads.</summary>
/// <remarks>Each file is judged by its bytes, never by its name. As many are worked on at once as there are processors; the others wait.</remarks>
public sealed class MediaIntake(IOptions<MediaLimits> options) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(Environment.ProcessorCount);
    private readonly VideoIntake _video = new(options.Value, new(options.Value), new(new(options.Value)));
    private readonly AudioIntake _audio = new(options.Value, new(options.Value), new(new(options.Value)));

    /// <summary>Accepts a video (mp4, mov, webm, mkv) or a still picture (jpg, png), and writes <paramref name="acceptedMp4Path"/>:
    /// H.264, yuv420p, constant frame rate, even size, upright, with the video's own sound as AAC.</summary>
    /// <remarks>Refusals: <c>video_unreadable</c>, <c>video_broken</c>, <c>video_no_picture</c>, <c>video_too_large_picture</c>, <c>video_too_small_picture</c>,
    /// <c>video_too_long</c>, <c>video_too_short</c>, <c>video_too_many_frames</c>, <c>media_too_slow</c>, <c>media_too_large</c>, <c>storage_full</c>.</remarks>
    public Task<IntakeResult> AcceptVideoAsync(string uploadedPath, string acceptedMp4Path, CancellationToken cancel) =>
        TakeTurnAsync(() => _video.AcceptAsync(uploadedPath, acceptedMp4Path, cancel), cancel);

    /// <summary>Accepts a recording (wav, mp3, m4a, ogg, flac), and writes <paramref name="acceptedWavPath"/>: mono 16-bit PCM of 16 to 48 kHz.
    /// A wav that is one already is copied byte for byte.</summary>
    /// <remarks>Refusals: <c>audio_unreadable</c>, <c>audio_broken</c>, <c>audio_no_sound</c>, <c>audio_is_video</c>, <c>audio_silent</c>,
    /// <c>audio_too_long</c>, <c>audio_too_short</c>, <c>media_too_slow</c>, <c>media_too_large</c>, <c>storage_full</c>.</remarks>
    public Task<IntakeResult> AcceptAudioAsync(string uploadedPath, string acceptedWavPath, CancellationToken cancel) =>
        TakeTurnAsync(() => _audio.AcceptAsync(uploadedPath, acceptedWavPath, cancel), cancel);

    public void Dispose() => _slots.Dispose();

    private async Task<IntakeResult> TakeTurnAsync(Func<Task<IntakeResult>> accept, CancellationToken cancel)
    {
        await _slots.WaitAsync(cancel);
        try
        {
            return await accept();
        }
        catch (IOException exception) when (exception.IsDiskFull())
        {
            return new IntakeResult.Refused(FfmpegFailure.StorageFull);
        }
        finally
        {
            _slots.Release();
        }
    }
}
