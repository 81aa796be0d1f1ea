using IntelliAvatar.Server.Orders;
using Microsoft.Extensions.Caching.Memory;

namespace IntelliAvatar.Server.Features.Planning;

/// <summary>What was seen in the uploads and avatars of recent plans: while a person writes a text, the same video is planned with again and again.</summary>
/// <remarks>Neither ever changes, so that nothing here grows old.</remarks>
internal sealed class VideoCheckCache : IDisposable
{
    private const int Most = 500;

    private readonly MemoryCache _seen = new(new MemoryCacheOptions { SizeLimit = Most });

    /// <param name="Changes">What would be changed in it.</param>
    public sealed record Seen(IReadOnlyList<string> Changes, FaceCheck.Found Faces);

    public Seen? Find(MaterialName? name) => name is null ? null : _seen.Get<Seen>(name);

    /// <summary>Keeps what would be seen again; a look that was cut short is forgotten.</summary>
    /// <param name="name">Null: it came with the order, and cannot be named again.</param>
    public void Keep(MaterialName? name, Seen seen)
    {
        if (name is not null && seen.Faces.IsWhole)
        {
            _seen.Set(name, seen, new MemoryCacheEntryOptions { Size = 1 });
        }
    }

    public void Dispose() => _seen.Dispose();
}
