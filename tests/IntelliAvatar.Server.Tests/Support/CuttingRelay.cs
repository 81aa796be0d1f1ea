using System.Net;
using System.Net.Sockets;

namespace IntelliAvatar.Server.Tests.Support;

/// <summary>A bad line to a server: of what the client sends so many bytes go through, then it breaks; the next connection gets the next number. In the end it holds.</summary>
public sealed class CuttingRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Queue<int> _cuts;
    private readonly Uri _target;
    private readonly Task _accepting;

    public CuttingRelay(Uri target, IEnumerable<int> cuts)
    {
        (_target, _cuts) = (target, new(cuts));
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Url => new($"http://{_listener.LocalEndpoint}");

    /// <summary>How often it broke.</summary>
    public int Broken { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(PassAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(_target.Host, _target.Port, _end.Token);
                await Task.WhenAny(AskAsync(client.GetStream(), server), server.GetStream().CopyToAsync(client.GetStream(), _end.Token));
            }
            catch (Exception over) when (over is IOException or SocketException or OperationCanceledException)
            {
                // One side hung up.
            }
        }
    }

    private async Task AskAsync(NetworkStream client, TcpClient server)
    {
        var piece = new byte[16 << 10];
        int read, through = 0;
        while ((read = await client.ReadAsync(piece, _end.Token)) > 0)
        {
            if (_cuts.TryPeek(out var cut) && through + read > cut)
            {
                _cuts.Dequeue();
                await server.GetStream().WriteAsync(piece.AsMemory(0, cut - through), _end.Token);

                // As often an orderly end in the wrong place as a reset.
                server.LingerState = new LingerOption(Broken++ % 2 == 0, 0);
                return;
            }

            through += read;
            await server.GetStream().WriteAsync(piece.AsMemory(0, read), _end.Token);
        }
    }
}
