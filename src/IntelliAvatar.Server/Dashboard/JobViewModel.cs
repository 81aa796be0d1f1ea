using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Views;

namespace IntelliAvatar.Server.Dashboard;

/// <summary>A job as the pages show it.</summary>
public sealed record JobViewModel(Job Job, Estimate Outlook)
{
    private const int Tail = 8;

    public static IReadOnlyList<string> Statuses { get; } = [JobStatus.Queued, JobStatus.InProgress, JobStatus.Completed, JobStatus.Failed, JobStatus.Cancelled];

    /// <summary>The end of the id: the beginning is the time and looks the same for all jobs of a minute.</summary>
    public string ShortId => Shorten(Job.JobId);

    public string Page => $"/jobs/{Job.JobId}";

    /// <summary>The job at the API.</summary>
    public string Resource => $"/v1/jobs/{Job.JobId}";

    public bool IsRunning => Job.Status == JobStatus.InProgress;

    public bool IsOpen => Job.Status is JobStatus.Queued or JobStatus.InProgress;

    public bool IsDone => Job is { Status: JobStatus.Completed, OutputVideo: not null };

    public bool IsStopping => IsRunning && Job.CancelRequestedAt is not null;

    public bool IsText => Job.Script is not null;

    /// <summary>When the running or ended attempt began; a waiting job's earlier attempts do not count.</summary>
    public DateTimeOffset? Started => Job.Status == JobStatus.Queued ? null : Job.StartedAt;

    public TimeSpan? Duration => Job.CompletedAt - Started;

    public TimeSpan? EndToEnd => Job.CompletedAt - Job.CreatedAt;

    public static string Shorten(string jobId) => jobId.Length > Tail ? jobId[^Tail..] : jobId;
}
