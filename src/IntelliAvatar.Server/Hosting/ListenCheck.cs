using System.Net;
using System.Net.Sockets;

namespace IntelliAvatar.Server.Hosting;

/// <summary>Whether a server can listen where it should, looked at before anything is started.</summary>
internal static class ListenCheck
{
    /// <exception cref="SettingException">It cannot, with a sentence that says why.</exception>
    public static void Check(string urls)
    {
        foreach (var address in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Settings.Parse).Where(address => address is { Port: > 0, IsUnixPipe: false }))
        {
            if (WhyNot(Of(address.Host), address.Port) is { } why)
            {
                throw new SettingException(why);
            }
        }
    }

    /// <summary>The same words for what was found out only when the server began to listen.</summary>
    public static string InUse(string where) => $"{where} is in use by another program. Stop that, or choose another port with --urls, e.g. --urls http://127.0.0.1:8010.";

    private static string? WhyNot(IPAddress address, int port)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(address, port));
            return null;
        }
        catch (SocketException refused)
        {
            return refused.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => InUse($"Port {port}"),
                SocketError.AccessDenied => $"This user may not listen on port {port}. Choose one above 1023 with --urls.",
                SocketError.AddressNotAvailable => $"This machine has no address {address}. Correct --urls.",
                _ => null, // whatever it is, the server says it
            };
        }
    }

    /// <summary>What the web server binds for a name that is no address: all of them.</summary>
    private static IPAddress Of(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
        : IPAddress.TryParse(host.Trim('[', ']'), out var address) ? address
        : IPAddress.Any;
}
