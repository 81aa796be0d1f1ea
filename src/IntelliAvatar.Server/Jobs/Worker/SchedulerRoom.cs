using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.ModelServers;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Jobs.Worker;

/// <summary>
/// How many more jobs this process may take. Those that convert their inputs need no model server yet and have room of their own, so that
/// neither kind keeps the other waiting.
/// </summary>
public sealed class SchedulerRoom(ModelServerPool servers, IOptions<SchedulerOptions> options)
{
    /// <summary>A processor stays free for what people send meanwhile.</summary>
    internal static readonly int MostConverting = Math.Max(1, Environment.ProcessorCount - 1);

    private readonly HashSet<string> _running = new(StringComparer.Ordinal), _converting = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Jobs in progress beyond those being rendered.</summary>
    public int Ahead => options.Value.Ahead ?? servers.Busy + 1;

    /// <summary>Jobs in progress that are not being converted.</summary>
    public int Running
    {
        get
        {
            lock (_gate)
            {
                return _running.Count;
            }
        }
    }

    /// <summary>How many more may be converted.</summary>
    public int ToConvert
    {
        get
        {
            lock (_gate)
            {
                return MostConverting - _converting.Count;
            }
        }
    }

    public void Enter(Job claim)
    {
        lock (_gate)
        {
            (claim.IsUnconverted ? _converting : _running).Add(claim.JobId);
        }
    }

    /// <summary>Whether there is room for the job beside the others, now that it is converted.</summary>
    /// <returns>False: its turn is still to come.</returns>
    public bool TryGoOn(string jobId)
    {
        lock (_gate)
        {
            return _running.Count < servers.AtOnce + Ahead && _converting.Remove(jobId) && _running.Add(jobId);
        }
    }

    public void Leave(string jobId)
    {
        lock (_gate)
        {
            _running.Remove(jobId);
            _converting.Remove(jobId);
        }
    }
}
