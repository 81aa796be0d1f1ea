using System.Collections.Concurrent;

namespace IntelliAvatar.Chaos.ModelServers;

/// <summary>One submission that arrived whole at a model server. Times are milliseconds since 1970.</summary>
internal sealed class Render(int number, string jobId, int server, Mood mood, VideoMark mark, Task<byte[]> video)
{
    public int Number { get; } = number;

    public string JobId { get; } = jobId;

    public int Server { get; } = server;

    public Mood Mood { get; } = mood;

    public VideoMark Mark { get; } = mark;

    /// <summary>Without the mark.</summary>
    public Task<byte[]> Video { get; } = video;

    public long BeganAt { get; } = Life.Now;

    /// <summary>When the video was there and its name was sent; null: it never was.</summary>
    public long? WholeAt { get; set; }

    /// <summary>The client or its connection was gone before that.</summary>
    public bool IsAborted { get; set; }

    /// <summary>When it was asked for, and what was given.</summary>
    public ConcurrentQueue<(long At, string Given)> Fetches { get; } = [];

    public string Name => $"{JobId}-{Number}.mp4";

    public override string ToString() =>
        $"render {Number} at server {Server}, {Mood}, {Faults.FaultLog.Time(BeganAt)}–{(WholeAt is { } whole ? Faults.FaultLog.Time(whole) : IsAborted ? "aborted" : "never")}"
        + string.Concat(Fetches.Select(fetch => $", {Faults.FaultLog.Time(fetch.At)} {fetch.Given}"));
}

/// <summary>What all model servers did.</summary>
internal sealed class RenderLedger
{
    private readonly ConcurrentDictionary<string, Render> _renders = [];
    private int _number;

    public IReadOnlyList<Render> All => [.. _renders.Values.OrderBy(render => render.Number)];

    public IReadOnlyList<Render> Of(string jobId) => [.. All.Where(render => render.JobId == jobId)];

    public Render Begin(string jobId, int server, Mood mood, string videoHash, string audioHash, Task<byte[]> video)
    {
        var number = Interlocked.Increment(ref _number);
        var render = new Render(number, jobId, server, mood, new VideoMark(jobId, videoHash, audioHash, number), video);
        _renders[render.Name] = render;
        return render;
    }

    public Render? Find(string name) => _renders.GetValueOrDefault(name);
}
