using System.Text.Json;
using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.ModelServers.Gateway;

/// <summary>The JSON of the gateway contract and what it means. The gateway's author chose its words.</summary>
internal static partial class GatewayJson
{
    /// <summary>No answer of the contract is larger; what is, is not read.</summary>
    public const int MaxJsonBytes = 1 << 20;

    private const int MaxReasonLength = 2000;
    private const int MaxNameLength = 255;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <summary>The object in a body, or null when it is anything else: HTML, an array, too deep, a name twice.</summary>
    public static JsonElement? Object(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            return document.RootElement.ValueKind is JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A text member that is there, or null.</summary>
    public static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? Text(value) : null;

    public static bool IsQueued(JsonElement json) => Text(json, "status") is "queued" or "pending" or "processing";

    /// <summary>The last part of a path, whichever slash it was written with; null when that is no name a file could have.</summary>
    public static string? BaseName(string path)
    {
        var name = path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
        return name is "" or "." or ".." || name.Length > MaxNameLength || name.Any(char.IsControl) || !IsWellFormed(name) ? null : name;
    }

    /// <summary>What the server says went wrong, as one clean line of at most 2 KB.</summary>
    public static string? Reason(JsonElement json)
    {
        foreach (var name in (ReadOnlySpan<string>)["message", "error", "detail", "msg"])
        {
            if (json.TryGetProperty(name, out var value) && Sentence(value) is { Length: > 0 } said)
            {
                return said;
            }
        }

        return null;
    }

    /// <summary>The stable word of an error of ours, e.g. <c>no_face</c>.</summary>
    public static string? Code(JsonElement json) => Text(json, "code") is { } code && StableWord().IsMatch(code) ? code : null;

    /// <summary>What <c>GET /health</c> says if the server is one of ours, else null.</summary>
    public static (int Slots, int Busy)? Health(JsonElement json) =>
        Text(json, "status") is "ready" && Integer(json, "slots") is { } slots && Integer(json, "busy") is { } busy ? (slots, busy) : null;

    /// <summary>0…1, or null when the server says something that is no progress.</summary>
    public static double? Progress(JsonElement json) =>
        json.TryGetProperty("progress", out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetDouble(out var share) && double.IsFinite(share)
            ? Math.Clamp(share, 0, 1)
            : null;

    private static string Clean(string text)
    {
        var line = Blank().Replace(text, " ").Trim();
        return line.Length <= MaxReasonLength ? line : $"{line[..(MaxReasonLength - 1)]}…";
    }

    private static int? Integer(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    private static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind is JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair, written as an escape
        }
    }

    /// <summary>FastAPI answers <c>{"detail":[{"msg":…}]}</c>, others nest an object: the first text inside is the sentence.</summary>
    private static string? Sentence(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Text(value) is { } text ? Clean(text) : null,
        JsonValueKind.Object => Reason(value),
        JsonValueKind.Array when value.GetArrayLength() > 0 => Sentence(value[0]),
        _ => null,
    };

    private static bool IsWellFormed(string name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsSurrogate(name[i]) && !(i + 1 < name.Length && char.IsSurrogatePair(name[i], name[++i])))
            {
                return false;
            }
        }

        return true;
    }

    [GeneratedRegex("^[a-z][a-z0-9_]{1,39}$", RegexOptions.ExplicitCapture)]
    private static partial Regex StableWord();

    [GeneratedRegex(@"[\s\p{C}]+", RegexOptions.ExplicitCapture)]
    private static partial Regex Blank();
}
