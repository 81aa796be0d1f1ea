using System.Net.Http.Headers;
using System.Text.Json;

namespace IntelliAvatar.Chaos.Customers;

/// <summary>An answer of an API.</summary>
internal sealed record Reply(int Status, HttpResponseHeaders Headers, byte[] Bytes)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    public JsonElement Json
    {
        get
        {
            using var document = JsonDocument.Parse(Bytes);
            return document.RootElement.Clone();
        }
    }

    /// <summary>The stable word of a problem; null: it is none.</summary>
    public string? Code
    {
        get
        {
            try
            {
                return Json is { ValueKind: JsonValueKind.Object } problem && problem.TryGetProperty("code", out var code) ? code.GetString() : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    public string Text(string name) => Json.GetProperty(name).GetString()!;
}
