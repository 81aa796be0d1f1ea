namespace IntelliAvatar.Server.ModelServers.Cpu;

/// <summary>What this server renders and what it has rendered, by job and by file name.</summary>
internal sealed class RenderRegistry(CpuModelServerOptions options, WorkFolder folder, TimeProvider clock) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Render> _running = [];
    private readonly Dictionary<string, Render> _finished = [];

    private static readonly Refusal AlreadyRunning = new("already_running", "This job is being rendered already.", StatusCodes.Status409Conflict);

    private static readonly Refusal Reused = new(
        "job_id_reused", "This job_id was used with other files before. Use a new one for each submission.", StatusCodes.Status409Conflict);

    public static Refusal AllTaken { get; } = new("busy", "All slots of this server are taken.", StatusCodes.Status503ServiceUnavailable);

    /// <summary>How many slots are taken: an upload on its way takes none.</summary>
    public int Busy
    {
        get
        {
            lock (_lock)
            {
                return _running.Count;
            }
        }
    }

    /// <summary>Takes a slot for a job whose files have arrived, to be ended again.</summary>
    /// <param name="content">What came with it: a repeated id must stand for the same.</param>
    /// <returns>What runs now; or what was made of the same files before; or why neither.</returns>
    public (Render? Begun, Render? Finished, Refusal? Refused) Begin(string jobId, string content, CancellationToken hungUp)
    {
        lock (_lock)
        {
            if ((_running.GetValueOrDefault(jobId) ?? _finished.GetValueOrDefault(jobId)) is { } known)
            {
                return known.Content != content ? (null, null, Reused)
                    : _running.ContainsKey(jobId) ? (null, null, AlreadyRunning)
                    : (null, known, null);
            }

            return _running.Count < options.Slots
                ? (_running[jobId] = new Render(jobId, content, CancellationTokenSource.CreateLinkedTokenSource(hungUp)), null, null)
                : (null, null, AllTaken);
        }
    }

    /// <summary>Its result is in <see cref="PathOf"/> and may be fetched.</summary>
    public void Finish(Render render)
    {
        lock (_lock)
        {
            render.Report(1);
            render.FinishedAt = clock.GetUtcNow();
            _finished[render.JobId] = render;
        }
    }

    /// <summary>The render is over, well or not; null: none was begun.</summary>
    public void End(Render? render)
    {
        lock (_lock)
        {
            if (render is not null)
            {
                _running.Remove(render.JobId);
                render.Dispose();
            }
        }
    }

    /// <summary>The finished render whose result has this name.</summary>
    public Render? Named(string resultName)
    {
        lock (_lock)
        {
            return _finished.Values.FirstOrDefault(render => render.ResultName == resultName);
        }
    }

    /// <summary>How far a job is, 0…1; null when it is not known here.</summary>
    public double? ProgressOf(string jobId)
    {
        lock (_lock)
        {
            return (_running.GetValueOrDefault(jobId) ?? _finished.GetValueOrDefault(jobId))?.Progress;
        }
    }

    /// <summary>Stops a job's render; false when none is running.</summary>
    public bool Cancel(string jobId)
    {
        lock (_lock)
        {
            _running.GetValueOrDefault(jobId)?.Cancel();
            return _running.ContainsKey(jobId);
        }
    }

    public string PathOf(Render render) => folder.PathOf(render.ResultName);

    /// <summary>Where one request's uploads and pictures lie until it ends.</summary>
    public DirectoryInfo NewScratch() => Directory.CreateDirectory(folder.PathOf(Guid.NewGuid().ToString("N")));

    /// <summary>Forgets results that were fetched, or not asked for, long enough ago.</summary>
    public void Sweep()
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            foreach (var render in _finished.Values.ToList())
            {
                if (now - render.FinishedAt > options.KeepUnfetched || now - render.FetchedAt > options.KeepFetched)
                {
                    _finished.Remove(render.JobId);
                    File.Delete(PathOf(render));
                }
            }
        }
    }

    public void Dispose() => folder.Dispose();
}
