using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.ModelServers;

/// <summary>One entry of <c>ModelServers</c>.</summary>
public sealed class ModelServerOptions
{
    public string? Url { get; set; }

    /// <summary>Where results are fetched, if not at <see cref="Url"/>.</summary>
    public string? FileUrl { get; set; }

    /// <summary>The secret that the server wants to see; <c>Key__File</c> names a file that holds it.</summary>
    public string? Key { get; set; }

    public string Protocol { get; set; } = "gateway";

    /// <summary>How many jobs it renders at once.</summary>
    public int Slots { get; set; } = 1;

    /// <summary>How much a result may differ from its speech in length. Neural engines trim up to three frames; a server of ours is held to one.</summary>
    public TimeSpan LengthTolerance { get; set; } = TimeSpan.FromMilliseconds(200);

    internal ModelServer ToServer() => new(new Uri(Url!), new Uri(FileUrl ?? Url!), Slots, LengthTolerance) { Key = Key };
}

/// <summary>The whole list. None means that our own engine is started as a child process.</summary>
public sealed class ModelServersOptions
{
    public IList<ModelServerOptions> Servers { get; } = [];
}

internal sealed class ValidateModelServers : IValidateOptions<ModelServersOptions>
{
    public ValidateOptionsResult Validate(string? name, ModelServersOptions options)
    {
        var wrong = options.Servers.Select(Wrong).Append(Repeated(options)).FirstOrDefault(sentence => sentence is not null);
        return wrong is null ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static string? Wrong(ModelServerOptions server, int index) => server switch
    {
        { Url: null or "" } => $"ModelServers:{index}:Url is missing.",
        _ when !IsAddress(server.Url) => $"ModelServers:{index}:Url must look like http://host:port, but is '{ShownText.OfUrl(server.Url)}'.",
        _ when server.FileUrl is { } file && !IsAddress(file) => $"ModelServers:{index}:FileUrl must look like http://host:port, but is '{ShownText.OfUrl(file)}'.",
        _ when server.Key is { } key && SharedKey.Wrong(key) is { } wrong => $"ModelServers:{index}:Key {wrong}.",
        { Protocol: not "gateway" } => $"ModelServers:{index}:Protocol is '{server.Protocol}', but only 'gateway' is spoken.",
        { Slots: < 1 or > 64 } => $"ModelServers:{index}:Slots must be 1 to 64, but is {server.Slots}.",
        _ when server.LengthTolerance < TimeSpan.Zero || server.LengthTolerance > TimeSpan.FromSeconds(10) =>
            $"ModelServers:{index}:LengthTolerance must be 00:00:00 to 00:00:10, but is {server.LengthTolerance}.",
        _ => null,
    };

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url is { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" };

    private static string? Repeated(ModelServersOptions options) =>
        options.Servers.GroupBy(server => server.Url?.TrimEnd('/'), StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? $"ModelServers names {ShownText.OfUrl(twice.Key)} twice; give it Slots: {twice.Count()} instead."
            : null;
}
