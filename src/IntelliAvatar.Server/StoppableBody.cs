using System.Buffers;
using System.IO.Pipelines;

namespace IntelliAvatar.Server;

/// <summary>
/// The body of a request that may be given up in the middle and answered. A read that is cancelled by its token would leave the web server's reader in use,
/// and the server could not go on with the connection; so reads end when <paramref name="over"/> fires, and their own tokens do not count.
/// </summary>
/// <param name="moved">Told how many bytes have come.</param>
internal sealed class StoppableBody(PipeReader body, CancellationToken over, Action<int>? moved = null) : Stream
{
    private readonly CancellationTokenRegistration _stop = over.Register(body.CancelPendingRead);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        over.ThrowIfCancellationRequested();
        var result = await body.ReadAsync(CancellationToken.None);
        if (result.IsCanceled)
        {
            body.AdvanceTo(result.Buffer.Start);
            throw new OperationCanceledException(over);
        }

        var count = (int)Math.Min(buffer.Length, result.Buffer.Length);
        var read = result.Buffer.Slice(0, count);
        read.CopyTo(buffer.Span);
        body.AdvanceTo(read.End);
        moved?.Invoke(count);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Dispose();
        }

        base.Dispose(disposing);
    }
}
