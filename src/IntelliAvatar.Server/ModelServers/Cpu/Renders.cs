namespace IntelliAvatar.Server.ModelServers.Cpu;

/// <summary>What this server renders and what it has rendered, by job and by file name.</summary>
internal sealed class Renders(CpuModelServerOptions options, WorkFolder folder, TimeProvider clock) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Render> _running = [];
    private readonly Dictionary<string, Render> _finished = [];
    private int _busy;

    public int Busy
    {
        get
        {
            lock (_lock)
            {
                return _busy;
            }
        }
    }

    /// <summary>A slot, to be left again; false when all are taken.</summary>
    public bool TryEnter()
    {
        lock (_lock)
        {
            var hasRoom = _busy < options.Slots;
            _busy += hasRoom ? 1 : 0;
            return hasRoom;
        }
    }

    public void Leave()
    {
        lock (_lock)
        {
            _busy--;
        }
    }

    /// <summary>Notes that a job's render begins; null when it is running already.</summary>
    public Render? TryBegin(string jobId, CancellationToken hungUp)
    {
        lock (_lock)
        {
            if (_running.ContainsKey(jobId))
            {
                return null;
            }

            return _running[jobId] = new Render(jobId, CancellationTokenSource.CreateLinkedTokenSource(hungUp));
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

    /// <summary>The render is over, well or not.</summary>
    public void End(Render render)
    {
        lock (_lock)
        {
            _running.Remove(render.JobId);
            render.Dispose();
        }
    }

    /// <summary>The finished render of a job, while its result is kept.</summary>
    public Render? FinishedOf(string jobId)
    {
        lock (_lock)
        {
            return _finished.GetValueOrDefault(jobId);
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

    /// <summary>Forgets results that were fetched, or waited for nobody, long enough ago.</summary>
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
