using IntelliAvatar.Server.Jobs.Queue;

namespace IntelliAvatar.Server.Jobs.Worker;

/// <summary>What a feature does for one kind of job.</summary>
public interface IJobHandler
{
    /// <summary>The <see cref="Job.Kind"/> it runs. Never changes once jobs of it may be stored.</summary>
    string Kind { get; }

    /// <summary>One attempt. It may be the second or the fifth of the same job; earlier ones may have died anywhere.</summary>
    /// <param name="run">The job, a folder for this attempt's files, and a place to report progress.</param>
    /// <param name="cancel">Fires when the job is no longer ours or the program stops.</param>
    Task<JobOutcome> RunAsync(JobContext run, CancellationToken cancel);
}
