using System.Net;

namespace IntelliAvatar.Server.ModelServers.Cpu;

/// <summary>
/// Who may use this server: programs that call it by one of its own names and, when there is a key, have that key. No web page is among
/// them: a browser says that it asks for one, and a name that was bent to this address is none of ours.
/// </summary>
internal sealed class RequestGuard
{
    public const string Liveness = "/health";

    private static readonly Refusal WrongHost = new(
        "host_refused", "This model server does not answer to that name. Start it with --hosts NAME, or call it by its address.", StatusCodes.Status400BadRequest);

    private static readonly Refusal WebPage = new("origin_refused", "Web pages may not use this model server.", StatusCodes.Status403Forbidden);

    private static readonly Refusal NoKey = new(
        "unauthorized",
        "This model server wants a key: send the one it was started with (ModelServer__Key) as Authorization: Bearer KEY. IntelliAvatar does so with ModelServers__N__Key.",
        StatusCodes.Status401Unauthorized);

    private readonly string? _key;
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase) { "localhost" };
    private readonly bool _anyName;

    public RequestGuard(CpuModelServerOptions options)
    {
        _key = options.Key;
        var listensOn = options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(url => BindingAddress.Parse(url).Host).ToList();
        IsOpen = !listensOn.TrueForAll(IsLoopback);
        _anyName = options.Hosts.Contains("*") || (IsOpen && _key is not null && options.Hosts.Count == 0);
        _names.UnionWith(options.Hosts);
        _names.UnionWith(listensOn);
        if (IsOpen)
        {
            _names.Add(Environment.MachineName);
        }
    }

    /// <summary>Other machines can reach the server.</summary>
    public bool IsOpen { get; }

    /// <summary>Why a request is refused; null: it is not.</summary>
    public Refusal? Refuse(HttpRequest request) =>
        !IsOurName(request.Host.Host) ? WrongHost
        : IsFromPage(request.Headers) ? WebPage
        : _key is null || SharedKey.IsIn(request, _key) || IsLivenessCheck(request) ? null
        : NoKey;

    /// <summary>Whether the request may know more than that the server lives.</summary>
    public bool MayKnow(HttpRequest request) => _key is null || SharedKey.IsIn(request, _key);

    /// <summary>A wrong key is said to be wrong; who has none is told that the server lives.</summary>
    private static bool IsLivenessCheck(HttpRequest request) =>
        request.Path == Liveness && HttpMethods.IsGet(request.Method) && request.Headers.Authorization.Count == 0;

    private static bool IsFromPage(IHeaderDictionary headers) =>
        headers.Origin.Count > 0 || headers["Sec-Fetch-Site"] is [not ("none" or "same-origin"), ..];

    /// <summary>An address is no name that a stranger's DNS could have bent to us.</summary>
    private bool IsOurName(string host) =>
        host.Length > 0 && (_anyName || _names.Contains(host) || (IPAddress.TryParse(host.Trim('[', ']'), out _) && (IsOpen || IsLoopback(host))));

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
