using IntelliAvatar.Chaos.Customers;

namespace IntelliAvatar.Chaos.Audits;

/// <summary>Whether every job has its files, whole and its own, and what lies there that no job names.</summary>
internal sealed class FileAudit(Cluster cluster, Findings findings, ApiWatch watch)
{
    private const int Tries = 5;
    private static readonly string[] OwnFolders = ["uploads/", "outputs/"];
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Looks at every file of every job through the APIs, while nothing is wrong any more.</summary>
    public async Task LookAsync(IReadOnlyList<EventLog.Row> jobs, CancellationToken cancel)
    {
        var apis = cluster.Nodes.Where(node => node.IsApi).ToList();
        foreach (var (job, number) in jobs.Select((job, number) => (job, number)))
        {
            var api = apis[number % apis.Count];
            var video = await GetAsync(api, $"/v1/jobs/{job.JobId}/input/video", cancel);
            var audio = job.InputAudio is null ? null : await GetAsync(api, $"/v1/jobs/{job.JobId}/input/audio", cancel);
            if (video is not { IsSuccess: true } || (job.InputAudio is not null && audio is not { IsSuccess: true }))
            {
                findings.Break("I1", $"{job.JobId} ({job.Status}) has lost an input: video {video?.Status}, audio {audio?.Status}");
                continue;
            }

            if (job.Status != "COMPLETED")
            {
                continue;
            }

            var result = await GetAsync(api, $"/v1/jobs/{job.JobId}/video", cancel);
            if (result is not { IsSuccess: true })
            {
                findings.Break("I1", $"{job.JobId} has lost its result: {result?.Status} {result?.Code}");
                continue;
            }

            findings.Look(job.JobId, result.Bytes);
            if (findings.Marks.TryGetValue(job.JobId, out var mark) && (mark.Video != Hash(video) || mark.Audio != Hash(audio!)))
            {
                findings.Break("I4", $"{job.JobId} was rendered from other inputs than it has");
            }
        }
    }

    /// <returns>How many files no job names.</returns>
    public async Task<int> CountStraysAsync(IReadOnlyList<EventLog.Row> jobs)
    {
        var named = jobs.SelectMany(job => new[] { job.InputVideo, job.InputAudio, job.OutputVideo }).OfType<string>().ToHashSet();
        var there = cluster.StoreUrl is { } url ? await cluster.Swift!.KeysAsync(url) : FilesBelow(cluster.Storage);
        foreach (var missing in named.Except(there))
        {
            (cluster.StoreUrl is null ? findings.Break : (Action<string, string>)findings.Note)("I5", $"{missing} is not listed");
        }

        return there.Count(key => OwnFolders.Any(folder => key.StartsWith(folder, StringComparison.Ordinal)) && !named.Contains(key) && !IsCompanion(key));
    }

    /// <returns>What was left unfinished although every process has ended.</returns>
    public IReadOnlyList<string> LeftBehind() =>
    [
        .. cluster.Nodes.Select(node => Path.Combine(cluster.FolderOf(node), "storage", "tmp")).Distinct().Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)).Where(path => !path.EndsWith(".lock", StringComparison.Ordinal)),
    ];

    private static bool IsCompanion(string key) => Path.GetExtension(key) is ".phones" or ".jpg" or ".webp";

    private static string Hash(Reply reply)
    {
        using var bytes = new MemoryStream(reply.Bytes);
        return VideoMark.Hash(bytes);
    }

    private static List<string> FilesBelow(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path))];

    private async Task<Reply?> GetAsync(Node api, string path, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            var reply = await watch.SendAsync(api, ApiWatch.Kind.Read, () => new(HttpMethod.Get, path), cancel);
            if (reply is { Status: < 500 } || tries == Tries)
            {
                return reply;
            }

            await Task.Delay(Pause, TimeProvider.System, cancel);
        }
    }
}
