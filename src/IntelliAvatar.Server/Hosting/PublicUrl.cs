using System.Net;
using Microsoft.AspNetCore.HostFiltering;

namespace IntelliAvatar.Server.Hosting;

/// <summary>Setting <c>PublicUrl</c>: the address that people type, where it is not the one that the server listens on.</summary>
public sealed class PublicUrl
{
    private PublicUrl(Uri address)
    {
        Host = address.HostNameType == UriHostNameType.IPv6 ? address.Host : address.IdnHost;
        Authority = address.IsDefaultPort ? Host : $"{Host}:{address.Port}";
        Origin = $"{address.Scheme}://{Authority}";
        IsLoopback = address.IsLoopback;
    }

    /// <summary>As browsers send it: scheme, host, and the port unless it is the scheme's own.</summary>
    public string Origin { get; }

    /// <summary>Host and port, as in the header <c>Host</c>.</summary>
    public string Authority { get; }

    public string Host { get; }

    public bool IsLoopback { get; }

    /// <summary>Null: not set.</summary>
    /// <exception cref="SettingException">It is no address of a site.</exception>
    public static PublicUrl? From(IConfiguration configuration)
    {
        if (configuration["PublicUrl"] is not { } written)
        {
            return null;
        }

        return Uri.TryCreate(written, UriKind.Absolute, out var address)
            && address is { Scheme: "http" or "https", PathAndQuery: "/", Fragment: "", UserInfo: "", Port: > 0 }
            && written.IndexOfAny(['?', '#', '@', '\\', '*']) < 0
            && address.HostNameType is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6
            && !(IPAddress.TryParse(address.Host, out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)))
                ? new(address)
                : throw new SettingException(
                    $"PublicUrl is '{ShownText.OfUrl(written)}', but must be the address that people use, such as https://studio.example, without a path, a user or a query.");
    }

    /// <summary>Lets requests for this host through the host filter, beside <c>AllowedHosts</c>.</summary>
    public void AddTo(IServiceCollection services) =>
        services.PostConfigure<HostFilteringOptions>(filter => filter.AllowedHosts = [.. filter.AllowedHosts, Host]);
}
