using System.Net;
using System.Net.Http.Headers;

namespace IntelliAvatar.Server.CommandLine.Client;

/// <summary>A file as part of an upload: read in small pieces while it is sent, and saying how far it is.</summary>
internal sealed class FileContent : HttpContent
{
    private const int PieceBytes = 128 << 10;

    private readonly FileStream _file;
    private readonly Action<int> _sent;
    private readonly long _from, _length;

    /// <param name="sent">Hears of every piece, in bytes.</param>
    /// <param name="from">Where it begins.</param>
    public FileContent(string path, Action<int> sent, long from = 0)
    {
        _file = new FileStream(path, new FileStreamOptions { Options = FileOptions.Asynchronous | FileOptions.SequentialScan, BufferSize = 0 });
        (_sent, _from, _length) = (sent, from, Math.Max(0, _file.Length - from));
        Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream"); // the server looks at the bytes
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _length;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var piece = new byte[PieceBytes];
        _file.Position = _from;
        var left = _length; // what a file that grows has gained since was not announced
        while (await _file.ReadAsync(piece.AsMemory(0, (int)Math.Min(left, PieceBytes)), cancellationToken) is > 0 and var read)
        {
            await stream.WriteAsync(piece.AsMemory(0, read), cancellationToken);
            left -= read;
            _sent(read);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
        }

        base.Dispose(disposing);
    }
}
