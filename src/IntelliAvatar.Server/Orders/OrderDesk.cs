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

        // Headers first: they refuse at no cost what would be converted for minutes.
        var (video, audio, missing) = await FetchAsync(order, scratch, cancel);
        var refusal = missing ?? await EstimateAsync(audio, order.UserId, intake.EstimateAudioAsync, scratch, cancel)
            ?? await EstimateAsync(video, order.UserId, intake.EstimateVideoAsync, scratch, cancel);
        if (refusal is not null)
        {
            return (null, refusal);
        }

        Material.Normalised? speech = null;
        if (audio is not null)
        {
            (speech, refusal) = await NormaliseAudioAsync(audio, order.UserId, scratch, cancel);
            if (speech is null)
            {
                return (null, refusal);
            }
        }

        (var head, refusal) = await NormaliseVideoAsync(video!, order.UserId, scratch, cancel);
        return head is null ? (null, refusal) : (new(order, head, speech), null);
    }

    /// <summary>Brings a video into form, unless it is.</summary>
    public Task<(Material.Normalised? Video, Refusal? Refusal)> NormaliseVideoAsync(Material video, string userId, Scratch scratch, CancellationToken cancel) =>
        NormaliseAsync(video, userId, intake.AcceptVideoAsync, "video.mp4", scratch, cancel);

    /// <summary>Brings a recording into form, unless it is.</summary>
    public Task<(Material.Normalised? Audio, Refusal? Refusal)> NormaliseAudioAsync(Material audio, string userId, Scratch scratch, CancellationToken cancel) =>
        NormaliseAsync(audio, userId, intake.AcceptAudioAsync, "audio.wav", scratch, cancel);

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

    private async Task<(Material? Video, Material? Audio, Refusal? Refusal)> FetchAsync(Order order, Scratch scratch, CancellationToken cancel)
    {
        var (video, refusal) = await FetchAsync(order.Video, scratch, cancel);
        if (video is null || order.Audio is null)
        {
            return (video, null, refusal);
        }

        (var audio, refusal) = await FetchAsync(order.Audio, scratch, cancel);
        return (video, audio, refusal);
    }

    private async Task<(Material? Fetched, Refusal? Refusal)> FetchAsync(Material material, Scratch scratch, CancellationToken cancel) =>
        material is not Material.Uploaded upload ? (material, null)
        : await materials.FetchAsync(upload, scratch, cancel) is ({ } path, _) ? (new Material.Sent(path), null)
        : (null, Materials.UploadUnknown);

    private static async Task<Refusal?> EstimateAsync(
        Material? material, string userId, Func<string, string, IntakeCaller, CancellationToken, Task<IntakeEstimate>> estimate, Scratch scratch, CancellationToken cancel) =>
        material is Material.Sent sent ? (await estimate(sent.Path, scratch.Folder, new(userId), cancel)).Refusal : null;

    private async Task<(Material.Normalised? Material, Refusal? Refusal)> NormaliseAsync(
        Material material, string userId, Func<string, string, IntakeCaller, CancellationToken, Task<IntakeResult>> accept, string name, Scratch scratch, CancellationToken cancel)
    {
        if (material is Material.Normalised ready)
        {
            return (ready, null);
        }

        var (fetched, missing) = await FetchAsync(material, scratch, cancel);
        if (fetched is not Material.Sent sent)
        {
            return (null, missing);
        }

        var path = scratch.File(name);
        return await accept(sent.Path, path, new(userId), cancel) switch
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
