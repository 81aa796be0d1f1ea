using System.Net.Sockets;

namespace IntelliAvatar.Chaos.Routes;

/// <summary>One node's connections to one dependency, and what happens to them.</summary>
internal sealed class Lane
{
    private const int PieceBytes = 64 << 10, SlowBytes = 24 << 10;
    private static readonly TimeSpan DelayTime = TimeSpan.FromSeconds(0.3);
    private static readonly TimeSpan Lateness = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LateAnswer = TimeSpan.FromSeconds(5);

    /// <summary>When keepalive finds that the other side of a half-open connection is gone.</summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(75);

    private readonly Lock _lock = new();
    private readonly HashSet<Line> _lines = [];
    private TaskCompletionSource _passable = Passable();

    public Lane() => _passable.SetResult();

    public Trouble Trouble { get; private set; }

    /// <summary>Called with false when the route must refuse, with true when it accepts again.</summary>
    public Action<bool> Listen { get; set; } = _ => { };

    public void Begin(Trouble trouble)
    {
        lock (_lock)
        {
            Trouble = trouble;
            if (trouble == Trouble.BlackHole)
            {
                _passable = Passable();
            }
        }

        if (trouble == Trouble.Refuse)
        {
            Listen(false);
            Cut();
        }
    }

    public void End()
    {
        TaskCompletionSource passable;
        bool wasRefused;
        lock (_lock)
        {
            (wasRefused, passable) = (Trouble == Trouble.Refuse, _passable);
            Trouble = Trouble.None;
        }

        passable.TrySetResult();
        if (wasRefused)
        {
            Listen(true);
        }
    }

    /// <summary>Resets every connection.</summary>
    public void Cut()
    {
        foreach (var line in Lines())
        {
            line.Reset();
        }
    }

    /// <summary>The connections of now never carry a byte again, and neither side is told before its keepalive.</summary>
    public void HalfOpen()
    {
        foreach (var line in Lines())
        {
            line.IsMute = true;
        }
    }

    public async Task PassAsync(Socket client, Func<CancellationToken, Task<Socket>> connect, CancellationToken end)
    {
        using var line = new Line(client, end);
        lock (_lock)
        {
            _lines.Add(line);
        }

        try
        {
            if (Trouble == Trouble.Refuse)
            {
                line.Reset();
                return;
            }

            await PassableAsync(line);
            try
            {
                line.Server = await connect(line.Ended);
            }
            catch (SocketException)
            {
                line.Reset();
                return;
            }

            await await Task.WhenAny(AskAsync(line), AnswerAsync(line));
        }
        catch (Exception over) when (over is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side hung up, or the lane was cut.
        }
        finally
        {
            lock (_lock)
            {
                _lines.Remove(line);
            }
        }
    }

    private static TaskCompletionSource Passable() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private List<Line> Lines()
    {
        lock (_lock)
        {
            return [.. _lines];
        }
    }

    private async Task AskAsync(Line line)
    {
        var piece = new byte[PieceBytes];
        int read;
        while ((read = await line.Client.ReceiveAsync(piece, line.Ended)) > 0)
        {
            if (Trouble == Trouble.LateChanges && IsChange(piece.AsSpan(0, read)))
            {
                await ChangeLateAsync(line, piece, read);
                return;
            }

            await SendAsync(line, line.Server!, piece, read);
        }

        await PassableAsync(line);
    }

    private async Task AnswerAsync(Line line)
    {
        var piece = new byte[PieceBytes];
        int read;
        while ((read = await line.Server!.ReceiveAsync(piece, line.Ended)) > 0)
        {
            if (Trouble == Trouble.LoseAnswers)
            {
                line.Reset();
                return;
            }

            if (Trouble == Trouble.ErrorAnswers && !piece.AsSpan(0, read).StartsWith("HTTP/1.1 100"u8))
            {
                await line.Client.SendAsync("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), line.Ended);
                return;
            }

            await SendAsync(line, line.Client, piece, read);
        }

        await PassableAsync(line);
    }

    private async Task SendAsync(Line line, Socket to, byte[] piece, int length)
    {
        await PassableAsync(line);
        switch (Trouble)
        {
            case Trouble.Delay:
                await Task.Delay(DelayTime, TimeProvider.System, line.Ended);
                break;
            case Trouble.Slow:
                await Task.Delay(TimeSpan.FromSeconds((double)length / SlowBytes), TimeProvider.System, line.Ended);
                break;
        }

        await to.SendAsync(piece.AsMemory(0, length), line.Ended);
    }

    private async Task PassableAsync(Line line)
    {
        if (line.IsMute)
        {
            await Task.Delay(KeepAlive, TimeProvider.System, line.Ended);
            line.Reset();
        }

        await _passable.Task.WaitAsync(line.Ended);
    }

    private static bool IsChange(ReadOnlySpan<byte> request) => request.StartsWith("PUT "u8) || request.StartsWith("DELETE "u8);

    /// <summary>Takes all that the client sends, and delivers it after the client has lost patience.</summary>
    private static async Task ChangeLateAsync(Line line, byte[] piece, int read)
    {
        using var held = new MemoryStream();
        held.Write(piece, 0, read);
        using var late = CancellationTokenSource.CreateLinkedTokenSource(line.Ended);
        late.CancelAfter(Lateness);
        var delivery = Task.Delay(Lateness, TimeProvider.System, line.Ended);
        try
        {
            while ((read = await line.Client.ReceiveAsync(piece, late.Token)) > 0)
            {
                held.Write(piece, 0, read);
            }
        }
        catch (Exception gone) when (gone is SocketException || (gone is OperationCanceledException && !line.Ended.IsCancellationRequested))
        {
            // It hung up, or it still waits.
        }

        await delivery;
        await line.Server!.SendAsync(held.ToArray(), line.Ended);
        await Task.Delay(LateAnswer, TimeProvider.System, line.Ended);
    }

    /// <summary>One connection.</summary>
    private sealed class Line(Socket client, CancellationToken end) : IDisposable
    {
        private readonly CancellationTokenSource _ended = CancellationTokenSource.CreateLinkedTokenSource(end);
        private volatile bool _isMute;

        public Socket Client { get; } = client;

        public Socket? Server { get; set; }

        public bool IsMute
        {
            get => _isMute;
            set => _isMute = value;
        }

        public CancellationToken Ended => _ended.Token;

        public void Reset()
        {
            try
            {
                Client.LingerState = new LingerOption(true, 0);
                if (Server is { } server)
                {
                    server.LingerState = new LingerOption(true, 0);
                }

                _ended.Cancel();
            }
            catch (Exception over) when (over is ObjectDisposedException or SocketException)
            {
                // It has just ended by itself.
            }
        }

        public void Dispose()
        {
            _ended.Cancel();
            Client.Dispose();
            Server?.Dispose();
            _ended.Dispose();
        }
    }
}
