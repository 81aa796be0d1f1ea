namespace IntelliAvatar.Server.Features.Batches;

/// <summary>A batch and a page of its rows.</summary>
/// <param name="Counts">How many rows are in which state: those of jobs, NOT_CREATED, and MISSING for jobs that were deleted or never came to be.</param>
/// <param name="CancelledAt">When all of it was cancelled.</param>
/// <param name="Items">The rows, in their order.</param>
/// <param name="Next">The cursor of the next page; null: this is the last one.</param>
public sealed record BatchState(
    string BatchId, string UserId, string? Feature, DateTime CreatedAt, DateTime? CancelledAt, int Rows, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<RowState> Items, int? Next);

/// <summary>A row of a batch.</summary>
/// <param name="Row">1 is the first.</param>
/// <param name="JobId">GET /v1/jobs/{job_id} tells all of it; null: it was not created.</param>
/// <param name="Error">Why it was not created, or failed.</param>
public sealed record RowState(int Row, string? JobId, string Status, RowError? Error);

/// <param name="Code">A stable word.</param>
public sealed record RowError(string Code, string Message);

/// <summary>What a dry run found: all rows can be made.</summary>
/// <param name="Texts">What the first rows would say.</param>
/// <param name="Changes">What would be changed in the video.</param>
/// <param name="Warnings">What a row's voice does not say, and rows that another voice would speak than most: at most 100.</param>
public sealed record BatchCheck(int Rows, IReadOnlyList<string> Texts, IReadOnlyList<string> Changes, IReadOnlyList<RowProblem> Warnings);
