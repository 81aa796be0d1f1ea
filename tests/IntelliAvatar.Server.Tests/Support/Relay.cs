using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IntelliAvatar.Server.Tests.Support;

/// <summary>A way to another server, over which a test sees what is asked and stops it half-way.</summary>
public sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Uri _target;
    private readonly Task _accepting;

    public Relay(string target)
    {
        _target = new Uri(target);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Url => $"http://{_listener.LocalEndpoint}";

    /// <summary>Looks at the beginning of every request; what it returns true for is never passed on.</summary>
    public Func<string, bool> Swallow { get; set; } = _ => false;

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
                await Task.WhenAny(AskAsync(client.GetStream(), server.GetStream()), server.GetStream().CopyToAsync(client.GetStream(), _end.Token));
            }
            catch (Exception over) when (over is IOException or SocketException or OperationCanceledException)
            {
                // One side hung up.
            }
        }
    }

    private async Task AskAsync(NetworkStream client, NetworkStream server)
    {
        var piece = new byte[64 << 10];
        int read;
        while ((read = await client.ReadAsync(piece, _end.Token)) > 0)
        {
            if (Swallow(Encoding.Latin1.GetString(piece, 0, read)))
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _end.Token);
            }

            await server.WriteAsync(piece.AsMemory(0, read), _end.Token);
        }
    }
}
