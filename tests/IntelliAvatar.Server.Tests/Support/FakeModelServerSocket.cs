using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IntelliAvatar.Server.Tests.Support;

/// <summary>For what no decent web server can be made to say: takes each connection's request head and body and leaves the rest to a script.</summary>
public sealed class FakeModelServerSocket : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, NetworkStream, CancellationToken, Task> _script;
    private readonly Task _accepting;

    /// <summary>The script gets the request line and may write, wait or return; then the connection is closed.</summary>
    public FakeModelServerSocket(Func<string, NetworkStream, CancellationToken, Task> script)
    {
        _script = script;
        _listener.Start();
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    public Uri Url { get; }

    public static ValueTask SayAsync(NetworkStream stream, string text, CancellationToken cancel = default) =>
        stream.WriteAsync(Encoding.Latin1.GetBytes(text.ReplaceLineEndings("\r\n")), cancel);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true)
            {
                talks.Add(TalkAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var head = await ReadHeadAsync(stream);
                if (head.Contains("100-continue", StringComparison.OrdinalIgnoreCase))
                {
                    await SayAsync(stream, "HTTP/1.1 100 Continue\n\n", _stop.Token);
                }

                await DrainAsync(stream, head);
                await _script(head[..head.IndexOf('\r')], stream, _stop.Token);
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException)
            {
                // The client hung up, or the test is over.
            }
        }
    }

    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one, _stop.Token);
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    private async Task DrainAsync(NetworkStream stream, string head)
    {
        const string Field = "Content-Length: ";
        var at = head.IndexOf(Field, StringComparison.OrdinalIgnoreCase);
        if (at >= 0)
        {
            var length = int.Parse(head.AsSpan(at + Field.Length, head.IndexOf('\r', at) - at - Field.Length));
            await stream.ReadExactlyAsync(new byte[length], _stop.Token);
        }
    }
}
