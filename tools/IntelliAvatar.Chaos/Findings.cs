using System.Collections.Concurrent;

namespace IntelliAvatar.Chaos;

/// <summary>What is known from outside the database, and which promises were seen broken.</summary>
internal sealed class Findings
{
    private readonly ConcurrentDictionary<string, bool> _ended = [];

    /// <summary>Which invariant (I1…I10) and how.</summary>
    public ConcurrentQueue<(string Invariant, string What)> Broken { get; } = [];

    /// <summary>Job → its user, as answered with 200.</summary>
    public ConcurrentDictionary<string, string> Acknowledged { get; } = [];

    /// <summary>Jobs whose cancelling was answered with 200 while they had not ended.</summary>
    public ConcurrentDictionary<string, bool> Cancelled { get; } = [];

    /// <summary>Job → SHA-256 of the video that was first downloaded.</summary>
    public ConcurrentDictionary<string, string> Downloaded { get; } = [];

    /// <summary>Job → how often it arrived at a model server.</summary>
    public ConcurrentDictionary<string, int> Submissions { get; } = [];

    public void Break(string invariant, string what)
    {
        Console.WriteLine($"{invariant}: {what}");
        Broken.Enqueue((invariant, what));
    }

    /// <summary>That process was killed or told to stop: its jobs may be taken back before their lease ends.</summary>
    public void Ended(string? instance) => _ended.TryAdd(instance ?? "", true);

    public bool HasEnded(string instance) => _ended.ContainsKey(instance);

    /// <summary>A client looks at what it downloaded: the bytes are those of this job, and never others.</summary>
    public void Look(string jobId, byte[] video)
    {
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(video));
        if (!MarkedVideo.IsOf(video, jobId))
        {
            Break("I4", $"what is downloaded as {jobId} is not its whole video ({video.Length} bytes)");
        }

        if (Downloaded.GetOrAdd(jobId, hash) != hash)
        {
            Break("I4", $"the video of {jobId} has changed");
        }
    }
}
