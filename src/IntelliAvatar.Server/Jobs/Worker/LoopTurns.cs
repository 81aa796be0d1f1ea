using System.Globalization;
using System.Text;
using IntelliAvatar.Server.Storage;
using Microsoft.Win32.SafeHandles;

namespace IntelliAvatar.Server.Jobs.Worker;

/// <summary>
/// When the loops of a scheduler last came round: a file for each in the process's workspace. A scheduler listens nowhere; the verb <c>health</c> reads
/// these files. They tell the machine's clock since its start, which cannot be set.
/// </summary>
public sealed class LoopTurns(Workspace workspace, TimeProvider time)
{
    private const string FolderName = "loops";
    private static readonly TimeSpan WriteEvery = TimeSpan.FromSeconds(1);

    /// <param name="name">Of its file.</param>
    /// <param name="allowed">How long a turn may take.</param>
    public Loop Begin(string name, TimeSpan allowed) => new(workspace, name, allowed, time);

    /// <summary>What the schedulers of a storage folder are like.</summary>
    public static Look LookAt(string storage, TimeProvider time)
    {
        var processes = Workspace.Living(storage);
        if (processes.Count == 0)
        {
            return new(false, $"No scheduler runs on {storage}.");
        }

        var loops = processes.SelectMany(process => FilesOf(Path.Combine(process, FolderName))).Select(file => Read(file, time)).OfType<(string Name, TimeSpan Since, TimeSpan Allowed)>().ToList();
        if (loops.Count == 0)
        {
            return new(true, $"The process on {storage} is starting, or has the role api.");
        }

        return loops.Find(loop => loop.Since > loop.Allowed) is { Name: not null } stuck
            ? new(false, $"The {stuck.Name} has not come round for {stuck.Since.TotalSeconds:0} s; it may take {stuck.Allowed.TotalSeconds:0} s.")
            : new(true, $"The last turn of the {loops[0].Name} was {loops.Min(loop => loop.Since).TotalSeconds:0.0} s ago.");
    }

    private static string[] FilesOf(string folder)
    {
        try
        {
            return Directory.GetFiles(folder);
        }
        catch (DirectoryNotFoundException)
        {
            return []; // of a process that runs no jobs, or has ended just now
        }
    }

    private static (string Name, TimeSpan Since, TimeSpan Allowed)? Read(string file, TimeProvider time)
    {
        try
        {
            return File.ReadAllText(file).Split(' ') is [var at, var allowed]
                && long.TryParse(at, CultureInfo.InvariantCulture, out var timestamp)
                && long.TryParse(allowed, CultureInfo.InvariantCulture, out var ticks)
                    ? (Path.GetFileName(file), time.GetElapsedTime(timestamp), TimeSpan.FromTicks(ticks))
                    : null;
        }
        catch (IOException)
        {
            return null; // ended just now
        }
    }

    /// <param name="IsWell">Whether every loop came round in time.</param>
    public sealed record Look(bool IsWell, string Sentence);

    public sealed class Loop : IDisposable
    {
        private readonly Workspace _workspace;
        private readonly string _name;
        private readonly TimeSpan _allowed;
        private readonly TimeProvider _time;
        private SafeFileHandle? _file;
        private long _written;

        internal Loop(Workspace workspace, string name, TimeSpan allowed, TimeProvider time)
        {
            (_workspace, _name, _allowed, _time) = (workspace, name, allowed, time);
            Write();
        }

        /// <summary>Says that another turn begins.</summary>
        public void Turn()
        {
            if (_time.GetElapsedTime(_written) >= WriteEvery)
            {
                Write();
            }
        }

        public void Dispose() => _file?.Dispose();

        /// <summary>Of one length always, over what was there: that works on a full disk, too. A disk that is full at the start gets the file later.</summary>
        private void Write()
        {
            _written = _time.GetTimestamp();
            try
            {
                _file ??= Create();
                RandomAccess.Write(_file, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{_written:D19} {_allowed.Ticks:D19}")), fileOffset: 0);
            }
            catch (IOException)
            {
                // A disk that takes nothing at all: the file grows old, and that is what it is for.
            }
        }

        private SafeFileHandle Create()
        {
            var folder = Directory.CreateDirectory(_workspace.PathOf(FolderName)).FullName;
            return File.OpenHandle(Path.Combine(folder, _name), FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        }
    }
}
