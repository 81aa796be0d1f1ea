using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.Storage;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Orders;

/// <summary>Where every order is taken, by whichever endpoint it came: looked at, normalised, and handed to the queue as a job.</summary>
/// <remarks>What takes long to convert is only looked at, and stored as it was sent: the job's first step converts it.</remarks>
public sealed class OrderIntake(IEnumerable<IJobFactory> takers, MediaSourceResolver sources, MediaIntake intake, JobQueue queue, IOptions<MediaLimits> limits)
{
    private const int HighestPriority = 100;

    private static readonly Refusal NothingToSay = new("speech_missing", "Say what to speak: send audio, or text.");
    private static readonly Refusal TwoToSay = new("speech_ambiguous", "Both audio and text were sent. Send one of them.");

    /// <summary>What is wrong with the order, as far as that can be said without a look at its files; null: nothing.</summary>
    public async Task<Refusal?> RefuseAsync(Order order, CancellationToken cancel) =>
        OrderReader.RefuseNames(order.UserId, order.Feature)
        ?? RefusePriority(order.Priority)
        ?? RefuseText(order.Says?.Text)
        ?? order switch
        {
            { Audio: null, Says: null } => NothingToSay,
            { Audio: not null, Says: not null } => TwoToSay,
            _ => await TakerOf(order).RefuseAsync(order, cancel),
        };

    /// <summary>Looks at all of it, and brings those of its files into form that it does not take long for.</summary>
    /// <param name="scratch">Where they are put; it must outlive the submission.</param>
    public async Task<(AcceptedOrder? Accepted, Refusal? Refusal)> AcceptAsync(Order order, TempFolder scratch, CancellationToken cancel)
    {
        if (await RefuseAsync(order, cancel) is { } wrong)
        {
            return (null, wrong);
        }

        // Headers first: they refuse at no cost what would be converted for minutes.
        var (audio, refusal) = order.Audio is null ? default : await LookAtAudioAsync(order.Audio, order.UserId, scratch, cancel);
        if (refusal is not null)
        {
            return (null, refusal);
        }

        var (video, unseen) = await LookAtVideoAsync(order.Video, order.UserId, scratch, cancel);
        if (video is null)
        {
            return (null, unseen);
        }

        if (audio is not null && !TakesLong(audio))
        {
            var (speech, unheard) = await NormaliseAudioAsync(audio, order.UserId, scratch, cancel);
            if (speech is null)
            {
                return (null, unheard);
            }

            audio = speech;
        }

        if (TakesLong(video))
        {
            return (new(order, video, audio), null);
        }

        var (head, unfit) = await NormaliseVideoAsync(video, order.UserId, scratch, cancel);
        return head is null ? (null, unfit) : (new(order, head, audio), null);
    }

    /// <summary>Looks at a video without decoding it, unless it is in form.</summary>
    public Task<(MediaSource? Video, Refusal? Refusal)> LookAtVideoAsync(MediaSource video, string userId, TempFolder scratch, CancellationToken cancel) =>
        LookAsync(video, userId, intake.EstimateVideoAsync, scratch, cancel);

    /// <summary>Looks at a recording without decoding it, unless it is in form.</summary>
    public Task<(MediaSource? Audio, Refusal? Refusal)> LookAtAudioAsync(MediaSource audio, string userId, TempFolder scratch, CancellationToken cancel) =>
        LookAsync(audio, userId, intake.EstimateAudioAsync, scratch, cancel);

    /// <summary>Whether the job converts it, since a request would take too long for that.</summary>
    public bool TakesLong(MediaSource material) => material is MediaSource.Unconverted looked && looked.Conversion > limits.Value.MaxConversionInRequest;

    /// <summary>Brings a video into form, unless it is.</summary>
    public Task<(MediaSource.Normalised? Video, Refusal? Refusal)> NormaliseVideoAsync(MediaSource video, string userId, TempFolder scratch, CancellationToken cancel) =>
        NormaliseAsync(video, userId, (sent, accepted, caller, stop) => intake.AcceptVideoAsync(sent, accepted, caller, stop), "video.mp4", scratch, cancel);

    /// <summary>Brings a recording into form, unless it is.</summary>
    public Task<(MediaSource.Normalised? Audio, Refusal? Refusal)> NormaliseAudioAsync(MediaSource audio, string userId, TempFolder scratch, CancellationToken cancel) =>
        NormaliseAsync(audio, userId, (sent, accepted, caller, stop) => intake.AcceptAudioAsync(sent, accepted, caller, stop), "audio.wav", scratch, cancel);

    /// <summary>The kind of job that the order becomes, once nothing is wrong with it.</summary>
    public string KindOf(Order order) => TakerOf(order).Kind;

    /// <summary>Submits the order as a job of this id.</summary>
    /// <exception cref="FileNotFoundException">What it names in storage is gone.</exception>
    public async Task<Job> SubmitAsync(AcceptedOrder order, string jobId, CancellationToken cancel)
    {
        var job = await TakerOf(order.Order).ToJobAsync(jobId, order, cancel);
        var files = new Dictionary<string, string>(StringComparer.Ordinal) { [SourceOf(order.Video)] = job.InputVideo };
        if (order.Audio is { } audio)
        {
            files[SourceOf(audio)] = job.InputAudio!;
        }

        await queue.SubmitAsync(job, files, cancel);
        return job;
    }

    /// <summary>Accepts and submits.</summary>
    public async Task<(Job? Job, Refusal? Refusal)> PlaceAsync(Order order, string jobId, TempFolder scratch, CancellationToken cancel)
    {
        var (accepted, refusal) = await AcceptAsync(order, scratch, cancel);
        return accepted is null ? (null, refusal) : (await SubmitAsync(accepted, jobId, cancel), null);
    }

    private async Task<(MediaSource? Material, Refusal? Refusal)> LookAsync(
        MediaSource material, string userId, Func<string, string, IntakeCaller, CancellationToken, Task<IntakeEstimate>> estimate, TempFolder scratch, CancellationToken cancel)
    {
        if (material is MediaSource.Normalised)
        {
            return (material, null);
        }

        var (sent, missing) = await FetchAsync(material, scratch, cancel);
        if (sent is null)
        {
            return (null, missing);
        }

        var seen = await estimate(sent, scratch.Folder, new(userId), cancel);
        var conversion = seen.Cost == MediaCost.Look ? TimeSpan.Zero : seen.Cost.Cpu; // else there is nothing to convert
        return seen.Refusal is { } refusal ? (null, refusal) : (new MediaSource.Unconverted(sent, conversion, seen.Length), null);
    }

    /// <summary>Where a file that is not in form lies on this machine.</summary>
    private async Task<(string? Path, Refusal? Refusal)> FetchAsync(MediaSource material, TempFolder scratch, CancellationToken cancel) => material switch
    {
        MediaSource.Sent { Path: var path } => (path, null),
        MediaSource.Unconverted { Path: var path } => (path, null),
        MediaSource.Uploaded upload => await sources.FetchAsync(upload, scratch, cancel),
        _ => throw new InvalidOperationException("It is in form."),
    };

    /// <summary>A temporary file, or the key of a stored one.</summary>
    private static string SourceOf(MediaSource accepted) => accepted is MediaSource.Unconverted { Path: var path } ? path : ((MediaSource.Normalised)accepted).Source;

    private async Task<(MediaSource.Normalised? Material, Refusal? Refusal)> NormaliseAsync(
        MediaSource material, string userId, Func<string, string, IntakeCaller, CancellationToken, Task<IntakeResult>> accept, string name, TempFolder scratch, CancellationToken cancel)
    {
        if (material is MediaSource.Normalised ready)
        {
            return (ready, null);
        }

        var (sent, missing) = await FetchAsync(material, scratch, cancel);
        if (sent is null)
        {
            return (null, missing);
        }

        var path = scratch.File(name);
        return await accept(sent, path, new(userId), cancel) switch
        {
            IntakeResult.Accepted accepted => (new(path, accepted.Duration, accepted.Changes), null),
            IntakeResult.Refused refused => (null, refused.Refusal),
            _ => throw new InvalidOperationException("Neither accepted nor refused."),
        };
    }

    private IJobFactory TakerOf(Order order) => takers.First(taker => taker.Takes(order));

    private static Refusal? RefuseText(string? text) =>
        text?.Contains('\0', StringComparison.Ordinal) == true ? new("text_invalid", "The text has a character (NUL) that cannot be spoken. Leave it out.") : null;

    /// <summary>What is wrong with a priority; null: nothing.</summary>
    public static Refusal? RefusePriority(int priority) =>
        priority is < -HighestPriority or > HighestPriority ? new("priority_invalid", $"priority must be -{HighestPriority} to {HighestPriority}.") : null;
}
