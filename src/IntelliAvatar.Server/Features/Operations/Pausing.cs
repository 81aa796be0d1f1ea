using System.Text.Json.Serialization;
using IntelliAvatar.Server.Hosting;
using IntelliAvatar.Server.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntelliAvatar.Server.Features.Operations;

/// <summary><c>POST …/pause</c> and <c>…/resume</c> of the queue, of a model server, of a scheduler. What runs there runs to its end.</summary>
internal static class Pausing
{
    /// <param name="Reason">Why, for people.</param>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public sealed record PauseRequest(string? Reason = null);

    public static async Task<Results<NoContent, ProblemHttpResult>> PauseAsync(string target, PauseRequest? request, JobControls controls, CancellationToken cancel)
    {
        if (ShortText.Refuse("reason", request?.Reason, required: false) is { } odd)
        {
            return odd.ToProblem();
        }

        await controls.PauseAsync(target, request?.Reason ?? "", cancel);
        return TypedResults.NoContent();
    }

    public static async Task<NoContent> ResumeAsync(string target, JobControls controls, CancellationToken cancel)
    {
        await controls.ResumeAsync(target, cancel);
        return TypedResults.NoContent();
    }
}
