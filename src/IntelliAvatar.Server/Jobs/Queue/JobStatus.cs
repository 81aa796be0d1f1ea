namespace IntelliAvatar.Server.Jobs.Queue;

/// <summary>The states of a job, as clients and the database spell them. <c>docs/job-lifecycle.md</c> draws the arrows.</summary>
public static class JobStatus
{
    public const string Queued = "QUEUED";
    public const string InProgress = "IN_PROGRESS";
    public const string Completed = "COMPLETED";
    public const string Failed = "FAILED";
    public const string Cancelled = "CANCELLED";
}
