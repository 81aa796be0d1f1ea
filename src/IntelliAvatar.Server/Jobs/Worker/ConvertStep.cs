using System.Text.Json;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Jobs.Worker;

/// <summary>
/// The first step of a job whose inputs take long to convert. They are stored as they were sent, and get the form here that every model
/// server reads. Each is kept as soon as it is made, so that no later attempt converts it again.
/// </summary>
public sealed class ConvertStep(MediaIntake intake, JobQueue queue, JobFiles files, IFileStore store, SchedulerRoom room, RiskySteps risks, QueueNotifier signal)
{
    private const double ShareOfJob = 0.2;

    private static readonly TimeSpan AfterBusy = TimeSpan.FromSeconds(5);

    private delegate Task<IntakeResult> Accept(string sent, string accepted, IntakeCaller caller, CancellationToken cancel, IProgress<double> progress);

    /// <summary>The share of the whole job, 0…1, that people see this step take.</summary>
    public static double ShareOf(Job job) => job.IsUnconverted ? ShareOfJob : 0;

    /// <summary>Converts what is to be converted; afterwards <see cref="JobContext.Job"/> names the results.</summary>
    /// <param name="payload">The job's payload, by the length of its audio in seconds.</param>
    /// <returns>Null when all is in form; else how the attempt ends.</returns>
    public async Task<JobOutcome?> RunAsync(JobContext run, Func<double, string> payload, CancellationToken cancel)
    {
        if (!run.Job.IsUnconverted)
        {
            return null;
        }

        if (!await risks.BeginAsync(run, JobStep.Convert, cancel))
        {
            return JobOutcome.Release.LeaseLost;
        }

        if (await ConvertAsync(run, payload, cancel) is { } ended)
        {
            return ended;
        }

        run.LeaveRisk();
        if (!room.TryGoOn(run.Job.JobId))
        {
            return new JobOutcome.Release("converted", "The files are converted; the job waits for its turn.");
        }

        signal.Wake(); // another one may be converted
        return null;
    }

    private async Task<JobOutcome?> ConvertAsync(JobContext run, Func<double, string> payload, CancellationToken cancel)
    {
        var videoEnds = IsAsSent(run.Job.InputAudio) ? ShareOfJob / 2 : ShareOfJob;
        if (IsAsSent(run.Job.InputVideo)
            && await ConvertAsync(run, run.Job.InputVideo, "video.mp4", intake.AcceptVideoAsync, new Part(run, 0, videoEnds), Video, cancel) is { } noVideo)
        {
            return noVideo;
        }

        return IsAsSent(run.Job.InputAudio)
            ? await ConvertAsync(run, run.Job.InputAudio!, "audio.wav", intake.AcceptAudioAsync, new Part(run, ShareOfJob - videoEnds, ShareOfJob), Audio, cancel)
            : null;

        Job Video(Job job, IntakeResult.Accepted accepted) => job with
        {
            InputVideo = files.KeyFor(StorageKeys.Video(job.JobId), job),
            Changes = JsonSerializer.Serialize<string[]>([.. accepted.Changes, .. job.ChangeList()]),
        };

        Job Audio(Job job, IntakeResult.Accepted accepted) => job with
        {
            InputAudio = files.KeyFor(StorageKeys.Audio(job.JobId), job),
            Changes = JsonSerializer.Serialize<string[]>([.. job.ChangeList(), .. accepted.Changes]),
            SpeechSeconds = accepted.Duration.TotalSeconds,
            Payload = payload(accepted.Duration.TotalSeconds),
        };
    }

    private async Task<JobOutcome?> ConvertAsync(
        JobContext run, string key, string name, Accept accept, Part progress, Func<Job, IntakeResult.Accepted, Job> change, CancellationToken cancel)
    {
        var (sent, path) = (await store.LocalAsync(key, run.Scratch, cancel), run.Scratch.File(name));
        var result = await accept(sent, path, IntakeCaller.InBackground(run.Job.UserId), cancel, progress);
        if (result is IntakeResult.Refused refused)
        {
            return EndOf(refused.Refusal);
        }

        var changed = change(run.Job, (IntakeResult.Accepted)result);
        changed = changed with { ConversionSeconds = IsAsSent(changed.InputVideo) || IsAsSent(changed.InputAudio) ? changed.ConversionSeconds : null };
        var made = changed.InputVideo == run.Job.InputVideo ? changed.InputAudio! : changed.InputVideo;
        if (!await queue.KeepInputAsync(run.Job, changed, new Dictionary<string, string>(StringComparer.Ordinal) { [path] = made }, cancel))
        {
            return new JobOutcome.Release("lease_lost", "The job was taken over by another worker.");
        }

        run.Job = changed;
        progress.Report(1);
        return null;
    }

    /// <summary>
    /// What the endpoint says of a file, the job says too. A server that has no slot now converts it later. A conversion that stood still or was ended
    /// by the kernel is tried again, but not for ever: its file may be the reason.
    /// </summary>
    private static JobOutcome EndOf(Refusal refusal) => refusal.Status switch
    {
        _ when refusal.Code == IntakeLine.Busy.Code => new JobOutcome.Release(refusal.Code, refusal.Detail, AfterBusy),
        >= StatusCodes.Status500InternalServerError => new JobOutcome.Retry(refusal.Code, refusal.Detail),
        _ => new JobOutcome.Fail(refusal.Code, refusal.Detail),
    };

    private static bool IsAsSent(string? key) => key is not null && StorageKeys.IsAsSent(key);

    private sealed class Part(JobContext run, double from, double to) : IProgress<double>
    {
        public void Report(double value) => run.Advance(from + ((to - from) * value));
    }
}
