using IntelliAvatar.Server.Http;

namespace IntelliAvatar.Server.Features.Batches;

/// <summary>One script with gaps, a table, and a video for each row.</summary>
public static class BatchesFeature
{
    private const string Id = "/{batch_id}";

    private const string Example =
        """
        {
          "batch_id": "01a202bd-5066-7ae9-8a74-5f4833f91ee9", "user_id": "anita", "feature": "Birthday wishes", "created_at": "2026-11-22T10:11:31.205Z", "cancelled_at": null,
          "rows": 2, "counts": {"QUEUED": 1, "FAILED": 1},
          "items": [
            {"row": 1, "job_id": "01a202bd-5066-7ae9-8a74-5f4833f91eea", "status": "QUEUED", "error": null},
            {"row": 2, "job_id": "01a202bd-5066-7ae9-8a74-5f4833f91eeb", "status": "FAILED", "error": {"code": "no_face", "message": "No face was found in the video."}}
          ],
          "next": null
        }
        """;

    public static IServiceCollection AddBatches(this IServiceCollection services) => services.AddSingleton<BatchStore>().AddSingleton<BatchReader>().AddSingleton<CreateBatch>();

    public static void MapBatches(this IEndpointRouteBuilder app)
    {
        var batches = app.MapGroup("/v1/batches").WithTags("Batches");
        batches.MapPost("", CreateBatch.Handle)
            .NeedsRoom()
            .WithName("createBatch")
            .WithSummary("Make a video for each row of a table")
            .WithDescription("At most 1,000 rows. When a row cannot be made, nothing is: the problem has `rows`, each with its number, a code and a sentence; what is wrong with all of them is said once, without `rows`. With `dry_run` everything is looked at and nothing is made (200).")
            .TakesIdempotencyKey()
            .AnswersLike("Each row is a job; Location is the batch's address.", Example, StatusCodes.Status201Created)
            .AnswersLike("A dry run found nothing wrong.", """{"rows": 2, "texts": ["Dear Ravi, happy birthday!", "Dear Mina, happy birthday!"], "changes": [], "warnings": [{"row": 2, "code": "text_left_out", "sentence": "The voice does not say: 🎂."}]}""")
            .AnswersProblems(400, 409, 413, 415, 422, 503, 507);
        batches.MapGet(Id, ShowBatch.Handle)
            .WithName("getBatch")
            .WithSummary("See how far a batch is")
            .TakesQuery("limit", "1 to 1,000 rows; 100 unless given.", required: false)
            .TakesQuery("cursor", "`next` of the page before.", required: false)
            .AnswersLike("The batch.", Example)
            .AnswersProblems(400, 404, 503);
        batches.MapPost($"{Id}/cancel", ShowBatch.HandleCancel)
            .WithName("cancelBatch")
            .WithSummary("Cancel what has not ended")
            .AnswersLike("The batch.", Example)
            .AnswersProblems(404, 503);
    }
}
