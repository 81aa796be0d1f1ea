using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Views;
using IntelliAvatar.Server.Orders;
using IntelliAvatar.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntelliAvatar.Server.Features.Jobs;

/// <summary><c>POST /v1/jobs</c>: a new job of whichever kind, from a form with its files or from JSON that names them.</summary>
internal sealed class CreateJob(OrderReader reader, OrderIntake intake, JobQueue queue, Forecast forecast, Workspace workspace)
{
    private static readonly Refusal Gone = new("avatar_unknown", "The avatar was deleted at this moment.");

    public static Task<Results<Created<JobState>, ProblemHttpResult>> Handle(HttpContext http, CreateJob create, CancellationToken cancel) => create.RunAsync(http, cancel);

    private async Task<Results<Created<JobState>, ProblemHttpResult>> RunAsync(HttpContext http, CancellationToken cancel)
    {
        using var scratch = workspace.NewScratch();
        var (draft, refusal) = await reader.ReadAsync(http.Request, scratch, cancel);
        refusal ??= OrderReader.RefuseNames(draft!.Body.UserId, draft.Body.Feature);
        return draft is null || refusal is not null
            ? refusal!.ToProblem()
            : await http.OnceAsync(draft.Body.UserId, $"job {draft.Fingerprint}", (id, stop) => MakeAsync(draft, id, scratch, stop), cancel);
    }

    private async Task<Idempotency.Made<JobState>> MakeAsync(ParsedOrder draft, string id, TempFolder scratch, CancellationToken cancel)
    {
        // There already when the same request was killed before its answer was kept.
        var job = await queue.FindAsync(id, cancel);
        if (job is null)
        {
            var (order, unresolved) = await reader.ResolveAsync(draft, cancel);
            if (order is null)
            {
                return new(null, null, unresolved);
            }

            try
            {
                var (placed, refusal) = await intake.PlaceAsync(order, id, scratch, cancel);
                if (placed is null)
                {
                    return new(null, null, refusal);
                }
            }
            catch (FileNotFoundException)
            {
                return new(null, null, Gone);
            }

            job = (await queue.FindAsync(id, cancel))!;
        }

        return new(JobState.Of(job, await forecast.OfAsync(job, cancel)), $"/v1/jobs/{id}", null);
    }
}
