using System.Net.Http.Headers;

namespace IntelliAvatar.Server.ModelServers;

/// <summary>A model server as it is configured.</summary>
/// <param name="Url">Where <c>generate</c> is; may have a path prefix.</param>
/// <param name="FileUrl">Where <c>get_file</c> is.</param>
/// <param name="Slots">Jobs at once.</param>
/// <param name="LengthTolerance">How much a foreign result may differ from its speech in length.</param>
public sealed record ModelServer(Uri Url, Uri FileUrl, int Slots, TimeSpan LengthTolerance)
{
    /// <summary>The address as settings and messages write it.</summary>
    public string Name { get; } = Url.ToString().TrimEnd('/');

    /// <summary>The secret that it shares with us. Sent to <see cref="Url"/> and <see cref="FileUrl"/>, and nowhere else.</summary>
    public string? Key { get; init; }

    /// <summary>An address under <see cref="Url"/>.</summary>
    public Uri At(string path) => Under(Url, path);

    /// <summary>Where a result is fetched. The name comes from the server and travels back URL-encoded, so it cannot leave this address.</summary>
    public Uri FileAt(string name) => Under(FileUrl, $"get_file?filename={Uri.EscapeDataString(name)}");

    /// <summary>A request to one of its own addresses, with its key.</summary>
    internal HttpRequestMessage Request(HttpMethod method, Uri address)
    {
        var request = new HttpRequestMessage(method, address);
        if (Key is { } key)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        return request;
    }

    /// <summary>Its name: a record would write its key, too.</summary>
    public override string ToString() => Name;

    private static Uri Under(Uri address, string path) => new($"{address.ToString().TrimEnd('/')}/{path}");
}
