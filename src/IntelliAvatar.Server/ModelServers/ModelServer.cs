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

    /// <summary>An address under <see cref="Url"/>.</summary>
    public Uri At(string path) => Under(Url, path);

    /// <summary>Where a result is fetched. The name comes from the server and travels back URL-encoded, so it cannot leave this address.</summary>
    public Uri FileAt(string name) => Under(FileUrl, $"get_file?filename={Uri.EscapeDataString(name)}");

    private static Uri Under(Uri address, string path) => new($"{address.ToString().TrimEnd('/')}/{path}");
}
