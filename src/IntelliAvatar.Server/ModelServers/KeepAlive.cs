using System.Net.Sockets;

namespace IntelliAvatar.Server.ModelServers;

/// <summary>Has the system notice that the machine at the other end has vanished, be it while nothing is said or while something is sent.</summary>
internal static class KeepAlive
{
    private const int Tcp = 6, UserTimeout = 18; // Linux: tcp(7), TCP_USER_TIMEOUT

    /// <param name="socket">One that is about to connect or to listen.</param>
    /// <param name="patience">About how long the other end may be gone until the connection breaks.</param>
    public static void Watch(Socket socket, TimeSpan patience)
    {
        if (socket.ProtocolType is not ProtocolType.Tcp)
        {
            return; // a unix socket: its other end cannot vanish unnoticed
        }

        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, Seconds(patience / 4));
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, Seconds(patience / 12));
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 9);
        if (OperatingSystem.IsLinux())
        {
            // Keep-alive is silent while something sent is not confirmed yet.
            socket.SetRawSocketOption(Tcp, UserTimeout, BitConverter.GetBytes((int)patience.TotalMilliseconds));
        }
    }

    private static int Seconds(TimeSpan time) => Math.Max(1, (int)time.TotalSeconds);
}
