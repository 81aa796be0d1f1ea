using System.Text.Json;

namespace IntelliAvatar.Server.Http;

/// <summary>JSON bodies of endpoints that also take something else.</summary>
public static class JsonBody
{
    /// <returns>The body, or why it is none.</returns>
    public static async Task<(T? Body, Refusal? Refusal)> ReadAsync<T>(HttpRequest request, CancellationToken cancel)
        where T : class
    {
        try
        {
            return await request.ReadFromJsonAsync<T>(cancel) is { } body ? (body, null) : (null, Broken("it is null"));
        }
        catch (JsonException wrong)
        {
            return (null, Explain(wrong));
        }
    }

    /// <summary>What is wrong with it, as far as can be said without repeating it.</summary>
    public static Refusal Explain(JsonException wrong) =>
        Broken(wrong.Path is { Length: > 1 } where ? $"look at {where}" : "a name is unknown, comes twice, or is missing");

    private static Refusal Broken(string where) => new("json_invalid", $"The JSON is not as /docs describes it: {where}.", StatusCodes.Status400BadRequest);
}
