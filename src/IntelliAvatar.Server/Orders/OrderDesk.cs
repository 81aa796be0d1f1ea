using IntelliAvatar.Server.Jobs;
using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Orders;

/// <summary>Where every order is taken, by whichever endpoint it came: looked at, normalised, and handed to the queue as a job.</summary>
public sealed class OrderDesk(IEnumerable<IOrderTaker> takers, Materials materials, MediaIntake intake, JobQueue queue)
{
    private const int HighestPriority = 100;

    private static readonly Refusal NothingToSay = new("speech_missing", "Say what shall be spoken: send audio, or text.");
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

    /// <summary>Looks at all of it, and brings its files into form.</summary>
    /// <param name="scratch">Where they are put; it must outlive the submission.</param>
    public async Task<(AcceptedOrder? Accepted, Refusal? Refusal)> AcceptAsync(Order order, Scratch scratch, CancellationToken cancel)
    {
        if (await RefuseAsync(order, cancel) is { } wrong)
        {
            return (null, wrong);
        }

        var (video, noFace) = await NormaliseVideoAsync(order.Video, scratch, cancel);
        if (video is null)
        {
            return (null, noFace);
        }

        if (order.Audio is null)
        {
            return (new(order, video, null), null);
        }

        var (audio, noSpeech) = await NormaliseAudioAsync(order.Audio, scratch, cancel);
        return audio is null ? (null, noSpeech) : (new(order, video, audio), null);
    }

    /// <summary>Brings a video into form, unless it is.</summary>
    public Task<(Material.Normalised? Video, Refusal? Refusal)> NormaliseVideoAsync(Material video, Scratch scratch, CancellationToken cancel) =>
        NormaliseAsync(video, intake.AcceptVideoAsync, "video.mp4", scratch, cancel);

    /// <summary>Brings a recording into form, unless it is.</summary>
    public Task<(Material.Normalised? Audio, Refusal? Refusal)> NormaliseAudioAsync(Material audio, Scratch scratch, CancellationToken cancel) =>
        NormaliseAsync(audio, intake.AcceptAudioAsync, "audio.wav", scratch, cancel);

    /// <summary>The kind of job that the order becomes, once nothing is wrong with it.</summary>
    public string KindOf(Order order) => TakerOf(order).Kind;

    /// <summary>Submits the order as a job of this id.</summary>
    /// <exception cref="FileNotFoundException">What it names in storage is gone.</exception>
    public async Task<Job> SubmitAsync(AcceptedOrder order, string jobId, CancellationToken cancel)
    {
        var job = TakerOf(order.Order).ToJob(jobId, order);
        var files = new Dictionary<string, string>(StringComparer.Ordinal) { [order.Video.Source] = job.InputVideo };
        if (order.Audio is { } audio)
        {
            files[audio.Source] = job.InputAudio!;
        }

        await queue.SubmitAsync(job, files, cancel);
        return job;
    }

    /// <summary>Accepts and submits.</summary>
    public async Task<(Job? Job, Refusal? Refusal)> PlaceAsync(Order order, string jobId, Scratch scratch, CancellationToken cancel)
    {
        var (accepted, refusal) = await AcceptAsync(order, scratch, cancel);
        return accepted is null ? (null, refusal) : (await SubmitAsync(accepted, jobId, cancel), null);
    }

    private async Task<(Material.Normalised? Material, Refusal? Refusal)> NormaliseAsync(
        Material material, Func<string, string, CancellationToken, Task<IntakeResult>> accept, string name, Scratch scratch, CancellationToken cancel)
    {
        if (material is Material.Normalised ready)
        {
            return (ready, null);
        }

        var (sent, missing) = material is Material.Uploaded upload ? await materials.FetchAsync(upload, scratch, cancel) : (((Material.Sent)material).Path, null);
        if (sent is null)
        {
            return (null, missing);
        }

        var path = scratch.File(name);
        return await accept(sent, path, cancel) switch
        {
            IntakeResult.Accepted accepted => (new(path, accepted.Duration, accepted.Changes), null),
            IntakeResult.Refused refused => (null, refused.Refusal),
            _ => throw new InvalidOperationException("Neither accepted nor refused."),
        };
    }

    private IOrderTaker TakerOf(Order order) => takers.First(taker => taker.Takes(order));

    private static Refusal? RefuseText(string? text) =>
        text?.Contains('\0', StringComparison.Ordinal) == true ? new("text_invalid", "The text has a character (NUL) that nobody can speak. Leave it out.") : null;

    /// <summary>What is wrong with a priority; null: nothing.</summary>
    public static Refusal? RefusePriority(int priority) =>
        priority is < -HighestPriority or > HighestPriority ? new("priority_invalid", $"priority must be -{HighestPriority} to {HighestPriority}.") : null;
}
