using Amazon.S3;
using Amazon.S3.Model;

namespace IntelliAvatar.Server.Storage.S3;

/// <summary>A stored file that is fetched as it is read, a window at a time, so that a reader who wants a part, or leaves, costs no more than a window.</summary>
internal sealed class S3ReadStream(IAmazonS3 client, string bucket, string key, long length) : Stream
{
    private const long WindowBytes = 8 << 20;

    /// <summary>Who is cut off goes on with a Range. A request of which nothing was answered yet gets an error sooner.</summary>
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(15);

    private long _position, _windowEnd;
    private bool _hasAnswered;
    private GetObjectResponse? _window;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            if (value != _position)
            {
                _position = value;
                Close(ref _window);
            }
        }
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => _position,
        _ => length,
    };

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || _position >= length)
        {
            return 0;
        }

        if (_hasAnswered)
        {
            RequestPatience.Restart(); // the time since was the reader's
        }

        const string Reading = "reading a file";
        _window ??= await S3Client.AskAsync(Reading, OpenAsync, cancellationToken);
        using var stalled = new CancellationTokenSource(RequestPatience.Limit(Stall), TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stalled.Token, cancellationToken);
        var read = await S3Client.TryAsync(Reading, () => _window.ResponseStream.ReadAsync(buffer, either.Token).AsTask(), cancellationToken);
        _position += read > 0 ? read : throw new StorageAwayException(Reading);
        _hasAnswered = true;
        if (_position >= _windowEnd)
        {
            Close(ref _window);
        }

        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("The store is read asynchronously.");

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        Close(ref _window);
        base.Dispose(disposing);
    }

    private Task<GetObjectResponse> OpenAsync(CancellationToken cancel)
    {
        _windowEnd = Math.Min(length, _position + WindowBytes);
        return client.GetObjectAsync(new() { BucketName = bucket, Key = key, ByteRange = new ByteRange(_position, _windowEnd - 1) }, cancel);
    }

    private static void Close(ref GetObjectResponse? window)
    {
        window?.Dispose();
        window = null;
    }
}
