using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace IntelliAvatar.Server.Http;

/// <summary>The header <c>Idempotency-Key</c> on requests that make something: sent twice, they make it once and answer the same.</summary>
public static class Idempotency
{
    private const string Header = "Idempotency-Key";
    private const int Longest = 255;

    /// <summary>What the endpoint made, or why not.</summary>
    public readonly record struct Made<T>(T? Answer, string? Location, Refusal? Refusal)
        where T : class;

    /// <summary>Runs <paramref name="make"/>, unless its answer is known.</summary>
    /// <param name="userId">Whose key it is: each user has their own.</param>
    /// <param name="fingerprint">The same exactly for the same request.</param>
    /// <param name="make">Gets the id under which to make what is asked for. When an earlier try was cut off, that may be there already.</param>
    public static async Task<Results<Created<T>, ProblemHttpResult>> OnceAsync<T>(
        this HttpContext http, string userId, string fingerprint, Func<string, CancellationToken, Task<Made<T>>> make, CancellationToken cancel)
        where T : class
    {
        var services = http.RequestServices;
        var freshId = services.GetRequiredService<Persistence.Database>().NewId(services.GetRequiredService<TimeProvider>().GetUtcNow());
        if (http.Request.Headers[Header].ToString().Trim('"') is not { Length: > 0 } key)
        {
            return ToResult(await make(freshId, cancel));
        }

        if (key.Length > Longest || key.Any(letter => letter is < '!' or > '~'))
        {
            return new Refusal("idempotency_key_invalid", $"{Header} must be 1 to {Longest} printable ASCII characters without blanks.", StatusCodes.Status400BadRequest).ToProblem();
        }

        var keys = services.GetRequiredService<IdempotencyKeys>();
        switch (await keys.BeginAsync(userId, key, fingerprint, freshId, cancel))
        {
            case IdempotencyKeys.Turn.Done done:
                http.Response.Headers["Idempotency-Replayed"] = "true";
                return TypedResults.Created(done.Location, JsonSerializer.Deserialize<T>(done.Answer, Json(services)));
            case IdempotencyKeys.Turn.Running:
                http.Response.Headers.RetryAfter = "1";
                return new Refusal("idempotency_key_in_use", "The same request is being served at this moment. Wait for its answer, or ask again in a moment.", StatusCodes.Status409Conflict).ToProblem();
            case IdempotencyKeys.Turn.Another:
                return new Refusal("idempotency_key_reused", $"This {Header} was sent with another request. Take a new one for each.").ToProblem();
            case IdempotencyKeys.Turn.Go go:
                return await MakeAsync(keys, userId, key, go.ResourceId, make, services, cancel);
            default:
                throw new InvalidOperationException("Unknown turn.");
        }
    }

    /// <summary>Tells <c>/docs</c> of the header.</summary>
    public static RouteHandlerBuilder TakesIdempotencyKey(this RouteHandlerBuilder endpoint) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = Header,
                In = ParameterLocation.Header,
                Description = "A word of your own, e.g. a UUID. Sent again with the same word within a day, the request makes nothing new and gets the first answer.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = Longest },
            });
            return Task.CompletedTask;
        });

    private static async Task<Results<Created<T>, ProblemHttpResult>> MakeAsync<T>(
        IdempotencyKeys keys, string userId, string key, string id, Func<string, CancellationToken, Task<Made<T>>> make, IServiceProvider services, CancellationToken cancel)
        where T : class
    {
        Made<T> made;
        try
        {
            made = await make(id, cancel);
        }
        catch
        {
            await keys.DropAsync(userId, key);
            throw;
        }

        // Made is made: a client that hangs up now asks again.
        await (made.Refusal is null
            ? keys.EndAsync(userId, key, StatusCodes.Status201Created, JsonSerializer.Serialize(made.Answer, Json(services)), made.Location)
            : keys.FreeAsync(userId, key));
        return ToResult(made);
    }

    private static Results<Created<T>, ProblemHttpResult> ToResult<T>(Made<T> made)
        where T : class => made.Refusal is { } refusal ? refusal.ToProblem() : TypedResults.Created(made.Location, made.Answer);

    private static JsonSerializerOptions Json(IServiceProvider services) => services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
}
