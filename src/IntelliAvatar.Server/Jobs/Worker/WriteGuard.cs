using System.Security.Cryptography;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Jobs.Worker;

/// <summary>
/// Whether this process can write. After a write failed for want of room, or since nothing can be written at all, the process claims no jobs until a
/// probe was written to its work folder; else a node that fails fast would take most of the jobs.
/// </summary>
public sealed class WriteGuard(Workspace workspace, StorageFolders folders, TimeProvider time, ILogger<WriteGuard> log)
{
    private const int ProbeBytes = 4 << 20;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private TimeSpan _pause = FirstPause;
    private long _failedAt;
    private string? _trouble;

    /// <summary>Why this process claims no jobs, as a sentence; null: it can write.</summary>
    public string? Trouble
    {
        get
        {
            lock (_gate)
            {
                return _trouble;
            }
        }
    }

    /// <summary>A write failed: no job is claimed until a probe succeeds.</summary>
    /// <returns>How the job that met it ends: at no cost.</returns>
    public JobOutcome.Release Failed(bool isFull, Exception why)
    {
        var host = Environment.MachineName;
        var cannot = $"{host} {(isFull ? null : folders.LookNow())?.Words ?? "cannot write to its file storage"}";
        lock (_gate)
        {
            if (_trouble is null)
            {
                log.LogError("This scheduler cannot write to {Folder} and claims no jobs until it can: {Reason}", workspace.Folder, why.Message);
            }

            _failedAt = time.GetTimestamp();
            _trouble = isFull ? $"The disk of {host} is full; its scheduler begins no job until there is room." : $"{cannot}; its scheduler begins no job until it can.";
        }

        return isFull
            ? new("storage_full", $"The disk of the server {host} is full. The job goes on when there is room again, or on another server.")
            : new(StorageAwayException.Code, $"The server {cannot}; the job goes on when it can, or on another server.");
    }

    /// <summary>A job was done, so there is room for jobs.</summary>
    public void Succeeded()
    {
        lock (_gate)
        {
            _pause = FirstPause;
        }
    }

    /// <summary>Whether jobs may be claimed. While they may not, a probe is written now and then, more and more rarely until a job has succeeded.</summary>
    public async Task<bool> MayClaimAsync()
    {
        var away = await Task.Run(folders.Look);
        lock (_gate)
        {
            if (_trouble is null && workspace.IsOpen && away is null)
            {
                return true;
            }

            if (_trouble is not null && time.GetElapsedTime(_failedAt) < _pause)
            {
                return false;
            }

            _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
        }

        if (await ProbeAsync() is { } still)
        {
            Failed(still is IOException disk && disk.IsDiskFull(), still);
            return false;
        }

        lock (_gate)
        {
            _trouble = null;
        }

        log.LogInformation("This scheduler can write to {Folder} again", workspace.Folder);
        return true;
    }

    /// <summary>How an attempt that failed ends where this process cannot write: then the failure is not the job's. Null: it can.</summary>
    public async Task<JobOutcome.Release?> ExcuseAsync() =>
        await ProbeAsync() is { } cannot ? Failed(cannot is IOException disk && disk.IsDiskFull(), cannot) : null;

    /// <summary>Writes real bytes, and all the way to the disk: an empty file fits on a full one.</summary>
    private Task<Exception?> ProbeAsync() => Task.Run<Exception?>(() =>
    {
        try
        {
            if (folders.LookNow() is { } away)
            {
                return new IOException(away.Reason);
            }

            workspace.Open();
            foreach (var folder in workspace.WrittenFolders)
            {
                Probe(Directory.CreateDirectory(folder).FullName);
            }

            return null;
        }
        catch (Exception cannot) when (cannot is IOException or UnauthorizedAccessException)
        {
            return cannot;
        }
    });

    private static void Probe(string folder)
    {
        var path = Path.Combine(folder, $"probe-{Guid.NewGuid():N}");
        try
        {
            using (var probe = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                probe.Write(RandomNumberGenerator.GetBytes(ProbeBytes));
            }

            DurableFile.Sync(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
