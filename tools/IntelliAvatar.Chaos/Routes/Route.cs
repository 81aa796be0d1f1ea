using System.Net;
using System.Net.Sockets;

namespace IntelliAvatar.Chaos.Routes;

/// <summary>A TCP proxy to one dependency. Which lane a connection takes is decided by who makes it.</summary>
internal sealed class Route : IAsyncDisposable
{
    /// <summary>Not the address that clients connect from: a route that refuses for a while keeps its port.</summary>
    private static readonly IPAddress Address = IPAddress.Parse("127.0.0.2");

    private readonly CancellationTokenSource _end = new();
    private readonly EndPoint _target;
    private readonly Func<IPEndPoint, Lane> _laneOf;
    private TcpListener _listener;

    /// <summary>All connections take the same lane.</summary>
    public Route(EndPoint target, Lane lane)
        : this(target, _ => lane) => lane.Listen = Listen;

    public Route(EndPoint target, Func<IPEndPoint, Lane> laneOf)
    {
        (_target, _laneOf) = (target, laneOf);
        _listener = new TcpListener(Address, 0);
        _listener.Start();
        EndPoint = (IPEndPoint)_listener.LocalEndpoint;
        _ = AcceptAsync(_listener);
    }

    public IPEndPoint EndPoint { get; }

    public Uri Url => new($"http://{EndPoint}");

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        _end.Dispose();
    }

    private void Listen(bool again)
    {
        if (_end.IsCancellationRequested)
        {
            return;
        }

        if (!again)
        {
            _listener.Stop();
            return;
        }

        _listener = new TcpListener(EndPoint);
        _listener.Start();
        _ = AcceptAsync(_listener);
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                _ = PassAsync(await listener.AcceptSocketAsync(_end.Token));
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The route refuses, or the run is over.
        }
    }

    private async Task PassAsync(Socket client)
    {
        client.NoDelay = true;
        await _laneOf((IPEndPoint)client.RemoteEndPoint!).PassAsync(client, ConnectAsync, _end.Token);
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancel)
    {
        var isUnix = _target.AddressFamily == AddressFamily.Unix;
        var server = new Socket(_target.AddressFamily, SocketType.Stream, isUnix ? ProtocolType.Unspecified : ProtocolType.Tcp);
        try
        {
            await server.ConnectAsync(_target, cancel);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }
}
