using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.Server.Media;

/// <summary>Takes pictures one after the other and passes them to the encoder. Writing waits while the encoder is behind.</summary>
public sealed class FrameSink
{
    private readonly Stream _to;
    private readonly VideoFormat _format;

    internal FrameSink(Stream to, VideoFormat format)
    {
        _to = to;
        _format = format;
    }

    /// <summary>Pictures written so far.</summary>
    public int Count { get; private set; }

    public void Write(YuvFrame frame)
    {
        RefuseOtherSizes(frame);
        _to.Write(frame.Data);
        Count++;
    }

    public async ValueTask WriteAsync(YuvFrame frame, CancellationToken cancel)
    {
        RefuseOtherSizes(frame);
        await _to.WriteAsync(frame.Data, cancel);
        Count++;
    }

    private void RefuseOtherSizes(YuvFrame frame)
    {
        if (frame.Width != _format.Width || frame.Height != _format.Height)
        {
            throw new ArgumentException($"The video is {_format.Width}x{_format.Height}, this picture {frame.Width}x{frame.Height}.", nameof(frame));
        }
    }
}
