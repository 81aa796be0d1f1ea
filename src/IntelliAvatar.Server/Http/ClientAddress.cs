using System.Net;
using System.Net.Sockets;

namespace IntelliAvatar.Server.Http;

/// <summary>Who asks, as far as the network tells.</summary>
public static class ClientAddress
{
    /// <summary>Behind a proxy on this machine that <c>ForwardedHeaders</c> trusts, the proxy's client; empty: not known.</summary>
    public static string Of(HttpContext http) => Of(http.Connection.RemoteIpAddress);

    /// <summary>Of an IPv6 address the network, since one machine has all of it.</summary>
    internal static string Of(IPAddress? address) =>
        address is null ? ""
        : address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
        : address.MapToIPv4().ToString();
}
