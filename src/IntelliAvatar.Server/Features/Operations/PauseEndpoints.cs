using System.Text.Json.Serialization;
using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.ModelServers;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntelliAvatar.Server.Features.Operations;

/// <summary><c>POST …/pause</c> and <c>…/resume</c> of the queue, of a model server, of a scheduler. What runs there runs to its end.</summary>
internal static class PauseEndpoints
{
    /// <param name="Reason">Why, for people.</param>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public sealed record PauseRequest(string? Reason = null);

    public static async Task<Results<NoContent, ProblemHttpResult>> PauseAsync(string target, PauseRequest? request, PauseStore controls, CancellationToken cancel)
    {
        if (ShortText.Refuse("reason", request?.Reason, required: false) is { } odd)
        {
            return odd.ToProblem();
        }

        await controls.PauseAsync(target, request?.Reason ?? "", cancel);
        return TypedResults.NoContent();
    }

    /// <summary>A model server must be known, lest one pauses a misspelt one, and have an address of its own.</summary>
    public static async Task<Results<NoContent, ProblemHttpResult>> PauseModelServerAsync(
        string name, PauseRequest? request, PauseStore controls, ModelServerRegistry registry, CancellationToken cancel) =>
        (await registry.ReadAsync(cancel)).Select(seen => seen.Entry).FirstOrDefault(entry => PauseStore.ModelServer(entry.Url) == PauseStore.ModelServer(name)) switch
        {
            null => new Refusal("model_server_unknown", "There is no model server with this name. GET /v1/model-servers lists them.", StatusCodes.Status404NotFound).ToProblem(),
            { Protocol: ModelServerRegistry.Embedded } =>
                new Refusal("model_server_embedded", "This engine is a part of its scheduler. Pause the queue or the scheduler.", StatusCodes.Status409Conflict).ToProblem(),
            _ => await PauseAsync(PauseStore.ModelServer(name), request, controls, cancel),
        };

    public static async Task<NoContent> ResumeAsync(string target, PauseStore controls, CancellationToken cancel)
    {
        await controls.ResumeAsync(target, cancel);
        return TypedResults.NoContent();
    }
}
