using System.Collections.Concurrent;

namespace IntelliAvatar.Chaos;

/// <summary>What is known from outside the database, and which promises were seen broken.</summary>
internal sealed class Findings
{
    /// <summary>Which invariant and how.</summary>
    public ConcurrentQueue<(string Invariant, string What)> Broken { get; } = [];

    /// <summary>Worth a look, and no promise.</summary>
    public ConcurrentQueue<(string Invariant, string What)> Notes { get; } = [];

    /// <summary>Every process there was.</summary>
    public ConcurrentQueue<Life> Lives { get; } = [];

    /// <summary>Job → its user, as answered with 200 or 201.</summary>
    public ConcurrentDictionary<string, string> Acknowledged { get; } = [];

    /// <summary>Jobs whose cancelling was answered with 200 while they had not ended.</summary>
    public ConcurrentDictionary<string, bool> Cancelled { get; } = [];

    /// <summary>Jobs that a customer asked to delete → whether the answer was that it was done.</summary>
    public ConcurrentDictionary<string, bool> Deleted { get; } = [];

    /// <summary>Job → SHA-256 of the video that was first downloaded.</summary>
    public ConcurrentDictionary<string, string> Downloaded { get; } = [];

    /// <summary>Job → the mark of its video.</summary>
    public ConcurrentDictionary<string, VideoMark> Marks { get; } = [];

    /// <summary>Key → what it was answered.</summary>
    public ConcurrentDictionary<string, KeyedAnswer> Keys { get; } = [];

    public void Break(string invariant, string what)
    {
        Console.WriteLine($"{FaultTime()} {invariant}: {what}");
        Broken.Enqueue((invariant, what));
    }

    public void Note(string invariant, string what) => Notes.Enqueue((invariant, what));

    public Life? LifeOf(string? instance) => instance is null ? null : Lives.LastOrDefault(life => life.Instance == instance);

    /// <summary>A client looks at what it downloaded: the bytes are those of this job, and never others.</summary>
    public void Look(string jobId, byte[] video)
    {
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(video));
        if (VideoMark.Of(video) is not { } mark || mark.JobId != jobId)
        {
            Break("I4", $"what is downloaded as {jobId} is not its whole video ({video.Length} bytes)");
            return;
        }

        Marks[jobId] = mark;
        if (Downloaded.GetOrAdd(jobId, hash) != hash)
        {
            Break("I4", $"the video of {jobId} has changed");
        }
    }

    private static string FaultTime() => Faults.FaultLog.Time(Life.Now);
}

/// <summary>What became of a request with a key.</summary>
/// <param name="UserId">Whose key it is.</param>
/// <param name="JobId">What it made; null: it was refused, or made a batch.</param>
/// <param name="Rows">How many jobs it may make.</param>
internal sealed record KeyedAnswer(string UserId, string? JobId, int Rows);
