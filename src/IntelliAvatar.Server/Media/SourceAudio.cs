namespace IntelliAvatar.Server.Media;

/// <summary>A video's own sound, decoded while its pictures are looked at. Disposing stops the decoder if it is still at work.</summary>
public sealed class SourceAudio : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop;

    /// <param name="video">Must not be disposed before this.</param>
    /// <param name="atMost">No more of it is decoded.</param>
    /// <param name="cancel">Stops the decoder.</param>
    public SourceAudio(VideoReader video, TimeSpan atMost, CancellationToken cancel)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Heard = video.ReadSoundAsync(atMost, _stop.Token);
    }

    /// <summary>16 kHz, mono, from the first picture on; null if the video has none, or none that can be read.</summary>
    public Task<float[]?> Heard { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await ((Task)Heard).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }
}
