using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IntelliAvatar.Server.Tests.Support;

/// <summary>A way to another server, over which a test sees what is asked and stops it half-way.</summary>
public sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly EndPoint _target;
    private readonly Lock _gate = new();
    private readonly List<Line> _lines = [];
    private bool _silent;
    private readonly Task _accepting;

    public Relay(string target)
        : this(new IPEndPoint(IPAddress.Parse(new Uri(target).Host), new Uri(target).Port))
    {
    }

    public Relay(EndPoint target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Url => $"http://{Address}";

    public EndPoint Address => _listener.LocalEndpoint;

    /// <summary>Looks at the beginning of every request; what it returns true for is never passed on.</summary>
    public Func<string, bool> Swallow { get; set; } = _ => false;

    /// <summary>Every connection is cut after so many bytes of answers; null: none is.</summary>
    public long? CutAnswersAfter { get; set; }

    /// <summary>Every connection falls silent after so many bytes of answers; null: none does.</summary>
    public long? MuteAnswersAfter { get; set; }

    /// <summary>From now on nothing passes, and nobody is told: connections are half-open, and new ones are taken and never answered.</summary>
    public void Silence()
    {
        lock (_gate)
        {
            _silent = true;
            _lines.ForEach(line => line.IsMute = true);
        }
    }

    /// <summary>New connections pass again. The old ones never will.</summary>
    public void Resume()
    {
        lock (_gate)
        {
            _silent = false;
        }
    }

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
        using (var server = new Socket(_target.AddressFamily, SocketType.Stream, _target.AddressFamily == AddressFamily.Unix ? ProtocolType.Unspecified : ProtocolType.Tcp))
        {
            try
            {
                var line = NewLine();
                await server.ConnectAsync(_target, _end.Token);
                await using var stream = new NetworkStream(server);
                await Task.WhenAny(CopyAsync(client.GetStream(), stream, line, piece => Swallow(piece)), CopyAsync(stream, client.GetStream(), line, IsTooMuch(), CutAnswersAfter));
            }
            catch (Exception over) when (over is IOException or SocketException or OperationCanceledException)
            {
                // One side hung up.
            }
        }
    }

    private Func<string, bool> IsTooMuch()
    {
        var sent = 0L;
        return piece => (sent += piece.Length) > MuteAnswersAfter;
    }

    private Line NewLine()
    {
        lock (_gate)
        {
            var line = new Line { IsMute = _silent };
            _lines.Add(line);
            return line;
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, Line line, Func<string, bool> swallow, long? most = null)
    {
        var piece = new byte[64 << 10];
        int read;
        for (var left = most ?? long.MaxValue; left > 0 && (read = await from.ReadAsync(piece.AsMemory(0, (int)Math.Min(piece.Length, left)), _end.Token)) > 0; left -= read)
        {
            if (line.IsMute || swallow(Encoding.Latin1.GetString(piece, 0, read)))
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _end.Token);
            }

            await to.WriteAsync(piece.AsMemory(0, read), _end.Token);
        }
    }

    private sealed class Line
    {
        public volatile bool IsMute;
    }
}
