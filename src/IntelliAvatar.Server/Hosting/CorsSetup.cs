namespace IntelliAvatar.Server.Hosting;

/// <summary>
/// Which web pages may call this server from a browser: its own at <c>PublicUrl</c>, and those of the section <c>Cors</c>: origins, where <c>*</c> may
/// stand for the port only.
/// </summary>
public static class CorsSetup
{
    private static readonly string[] Development = ["http://localhost:*", "http://127.0.0.1:*", "http://[::1]:*"];
    private static readonly string[] Exposed =
    [
        "Content-Disposition", "Content-Length", "Content-Range", "Accept-Ranges", "ETag", "Location", "Retry-After", "Link",
        "Tus-Resumable", "Tus-Version", "Tus-Extension", "Tus-Max-Size", "Upload-Offset", "Upload-Length", "Upload-Metadata", "Upload-Expires",
    ];

    /// <exception cref="SettingException">An origin is not of the form <c>scheme://host[:port]</c>.</exception>
    public static IServiceCollection AddCorsSetup(this IServiceCollection services, IConfiguration configuration, PublicUrl? own)
    {
        // A server that people reach from other machines is past development: what runs on a visitor's machine is no friend of it.
        var unset = own is null or { IsLoopback: true } ? Development : [];
        var origins = configuration.GetSection("Cors:Origins").Get<string[]>() is { Length: > 0 } configured ? configured : unset;
        foreach (var origin in origins)
        {
            if (!Uri.TryCreate(origin.Replace(":*", ":1", StringComparison.Ordinal), UriKind.Absolute, out var uri)
                || uri.Scheme is not ("http" or "https") || uri.Host.Contains('*') || uri.PathAndQuery != "/" || origin.EndsWith('/'))
            {
                throw new SettingException($"Cors:Origins has '{ShownText.OfUrl(origin)}', which is not an origin such as https://studio.example.com or http://localhost:*.");
            }
        }

        return services.AddCors(options => options.AddDefaultPolicy(policy => policy
            .SetIsOriginAllowed(origin => IsOwn(origin) || origins.Any(allowed => Matches(allowed, origin)))
            .AllowAnyHeader()
            .AllowAnyMethod()
            .WithExposedHeaders(Exposed)));

        bool IsOwn(string origin) => string.Equals(origin, own?.Origin, StringComparison.OrdinalIgnoreCase);
    }

    private static bool Matches(string allowed, string origin) =>
        string.Equals(allowed, origin, StringComparison.OrdinalIgnoreCase)
        || (allowed.EndsWith(":*", StringComparison.Ordinal)
            && Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            && uri is { PathAndQuery: "/", UserInfo: "", Fragment: "" }
            && string.Equals($"{uri.Scheme}://{uri.Host}:*", allowed, StringComparison.OrdinalIgnoreCase));
}
