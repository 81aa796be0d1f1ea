using IntelliAvatar.LipSync.Core;
using IntelliAvatar.Server.Media.Processes;
using IntelliAvatar.Server.Storage;
using Microsoft.Win32.SafeHandles;

namespace IntelliAvatar.Server.Media;

/// <summary>
/// A video's pictures, decoded once into a file that has no name any more: in any order, without holding them in memory. They can be read
/// while the decoder is still at work. The file vanishes with this object or with us.
/// </summary>
public sealed class FrameSpool : IFrameSource, IAsyncDisposable
{
    private readonly SafeFileHandle _file;
    private readonly int _frameBytes;
    private readonly CancellationTokenSource _stop;
    private readonly object _arrived = new();
    private long _written;
    private bool _hasEnded;

    internal FrameSpool(VideoFormat format, ChildCommand decoder, string directory, int maxFrames, int count, CancellationToken cancel)
    {
        Format = format;
        Count = count;
        _frameBytes = YuvFrame.BytesOf(format.Width, format.Height);
        _file = OpenUnnamed(directory);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Filled = FillAsync(decoder, (long)maxFrames * _frameBytes);
    }

    public VideoFormat Format { get; }

    /// <summary>As many as the spool was said to have, until <see cref="Settle"/>.</summary>
    public int Count { get; private set; }

    public int Width => Format.Width;

    public int Height => Format.Height;

    /// <summary>Ends with the decoder: null when it did its work, else why it did not. Cancelled when it was stopped.</summary>
    public Task<Refusal?> Filled { get; }

    /// <summary>How many pictures have been decoded.</summary>
    public int Decoded => (int)(Volatile.Read(ref _written) / _frameBytes);

    /// <summary>Decodes the beginning of a video to its end.</summary>
    /// <param name="videoPath">Best what <see cref="MediaIntake"/> wrote.</param>
    /// <param name="spoolDirectory">Where there is room for the pictures: 1.5 bytes a pixel.</param>
    /// <param name="limits">What is refused.</param>
    /// <param name="maxFrames">No more are decoded.</param>
    /// <param name="maxBytes">No more are written; one picture always is.</param>
    /// <param name="cancel">Kills the decoder and leaves nothing behind.</param>
    /// <returns>The pictures, at least one, or a refusal with a code of <see cref="MediaIntake.AcceptVideoAsync"/>.</returns>
    public static async Task<MediaResult<FrameSpool>> OpenAsync(
        string videoPath, string spoolDirectory, MediaLimits limits, int maxFrames, long maxBytes, CancellationToken cancel)
    {
        var opened = await VideoReader.OpenAsync(videoPath, spoolDirectory, limits, limits.MaxVideoDuration, cancel);
        if (opened is not MediaResult<VideoReader>.Ready { Value: var video })
        {
            return new MediaResult<FrameSpool>.Refused(((MediaResult<VideoReader>.Refused)opened).Refusal);
        }

        using (video)
        {
            var most = MostFrames(video.Format, maxFrames, maxBytes);
            var spool = video.Decode(spoolDirectory, most, count: most, cancel);
            Refusal? refusal = VideoRules.Broken;
            try
            {
                refusal = await spool.Filled;
                spool.Settle();
                return refusal is null ? new MediaResult<FrameSpool>.Ready(spool) : new MediaResult<FrameSpool>.Refused(refusal);
            }
            finally
            {
                if (refusal is not null)
                {
                    await spool.DisposeAsync();
                }
            }
        }
    }

    /// <summary>How many pictures may be spooled when so many bytes may be written: one always.</summary>
    public static int MostFrames(VideoFormat format, int maxFrames, long maxBytes) =>
        (int)Math.Max(1, Math.Min(maxFrames, maxBytes / YuvFrame.BytesOf(format.Width, format.Height)));

    /// <summary>Makes <see cref="Count"/> what was decoded, once <see cref="Filled"/> has ended. Not while it is being read.</summary>
    public void Settle() => Count = Decoded;

    /// <summary>Waits until the picture is decoded.</summary>
    /// <exception cref="MissingFrameException">It never was.</exception>
    /// <exception cref="OperationCanceledException">The decoder was stopped.</exception>
    public void Read(int index, YuvFrame into)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        if (into.Width != Width || into.Height != Height)
        {
            throw new ArgumentException($"The pictures are {Width}x{Height}.", nameof(into));
        }

        Await((index + 1L) * _frameBytes);
        for (var done = 0; done < _frameBytes;)
        {
            var read = RandomAccess.Read(_file, into.Data.AsSpan(done), ((long)index * _frameBytes) + done);
            done += read > 0 ? read : throw new EndOfStreamException("The spool of frames was cut.");
        }
    }

    /// <summary>Stops the decoder if it is still at work.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await ((Task)Filled).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _file.Dispose();
        _stop.Dispose();
    }

    private void Await(long bytes)
    {
        if (Volatile.Read(ref _written) >= bytes)
        {
            return;
        }

        lock (_arrived)
        {
            while (_written < bytes)
            {
                if (_hasEnded)
                {
                    _stop.Token.ThrowIfCancellationRequested();
                    throw new MissingFrameException();
                }

                Monitor.Wait(_arrived);
            }
        }
    }

    private void Arrive(int bytes, bool isLast = false)
    {
        lock (_arrived)
        {
            Volatile.Write(ref _written, _written + bytes);
            _hasEnded |= isLast;
            Monitor.PulseAll(_arrived);
        }
    }

    private async Task<Refusal?> FillAsync(ChildCommand decoder, long atMost)
    {
        try
        {
            var exit = await ChildProcess.RunAsync(decoder, new ChildPipes { Output = (stdout, stop) => SpoolAsync(stdout, atMost, stop) }, _stop.Token);
            return exit.Succeeded && Decoded > 0 ? null : FfmpegFailure.Explain(exit, VideoRules.Broken);
        }
        catch (IOException exception) when (exception.IsDiskFull())
        {
            return FfmpegFailure.StorageFull;
        }
        finally
        {
            Arrive(0, isLast: true);
        }
    }

    /// <summary>On a thread of its own: those of the pool may all be waiting for a picture.</summary>
    private Task SpoolAsync(Stream from, long atMost, CancellationToken cancel) => Task.Factory.StartNew(
        () =>
        {
            var buffer = new byte[256 << 10];
            int read;
            while ((read = from.Read(buffer)) > 0)
            {
                cancel.ThrowIfCancellationRequested();
                var part = (int)Math.Min(read, atMost - _written);
                RandomAccess.Write(_file, buffer.AsSpan(0, part), _written);
                Arrive(part);
            }
        },
        cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    // Unlinked at once: the disk space comes back however we end.
    private static SafeFileHandle OpenUnnamed(string directory)
    {
        var path = Path.Combine(directory, $".{Guid.NewGuid():N}.frames");
        var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        File.Delete(path);
        return file;
    }
}
