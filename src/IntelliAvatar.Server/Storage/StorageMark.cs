using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntelliAvatar.Server.Storage;

/// <summary>The file beside all others that says to which database they belong, and how far that was when it was last written.</summary>
public sealed record StorageMark(
    [property: JsonPropertyName("installation")] string Installation,
    [property: JsonPropertyName("beat")] long Beat,
    [property: JsonPropertyName("token")] string Token,
    [property: JsonPropertyName("written_at")] DateTimeOffset WrittenAt)
{
    /// <summary>Its name in storage.</summary>
    public const string Name = "installation.json";

    /// <summary>What is there; null: nothing, or it was made empty.</summary>
    /// <exception cref="StorageAwayException">The store does not answer.</exception>
    public static async Task<StorageMark?> ReadAsync(IFileStore store, CancellationToken cancel) =>
        await store.ReadMarkAsync(cancel) is { Length: > 0 } text ? Parse(text) : null;

    public Task WriteAsync(IFileStore store, CancellationToken cancel) => store.WriteMarkAsync(JsonSerializer.Serialize(this), cancel);

    /// <summary>A text that is no mark belongs to an unknown installation.</summary>
    private static StorageMark Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<StorageMark>(text) is { Installation: not null, Token: not null } mark && mark.WrittenAt > DateTimeOffset.UnixEpoch ? mark : Unknown;
        }
        catch (JsonException)
        {
            return Unknown;
        }
    }

    private static StorageMark Unknown => new("", 0, "", default);
}
