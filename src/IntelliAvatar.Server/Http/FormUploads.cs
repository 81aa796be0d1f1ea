using IntelliAvatar.Server.Assets;
using IntelliAvatar.Server.Storage;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Http;

/// <summary>
/// The forms with files that arrive at this moment, from all users together: how many there are, and what is still to come of them. Each must keep
/// moving, one address has at most half of the places, and when they are taken a slow form makes room.
/// </summary>
public sealed class FormUploads(IOptions<UploadOptions> options, DiskReserve reserve, TimeProvider clock)
{
    /// <summary>Nothing can be said about a form's pace before.</summary>
    private static readonly TimeSpan Proven = TimeSpan.FromSeconds(10);

    private const double SlowBytesPerSecond = 32 << 10;

    public static Refusal Busy { get; } = new(
        "uploads_busy", "Too many files are being uploaded at this moment. Try again in half a minute.", StatusCodes.Status503ServiceUnavailable);

    private static readonly Refusal BusyFromHere = Busy with
    {
        Detail = "Too many files are being uploaded from your address at this moment. Try again when one of them has arrived.",
    };

    private static readonly Refusal TooSlow = Busy with { Detail = "The upload was too slow while others waited. Try again in half a minute." };

    /// <summary>What an upload is told that did not move.</summary>
    public static Refusal Stalled { get; } = new(
        "upload_stalled", "The upload hardly moved, and the server waits no longer for the rest. Send it again.", StatusCodes.Status408RequestTimeout);

    private readonly HashSet<Arrival> _arriving = [];
    private readonly Lock _gate = new();

    /// <summary>How many bytes are still to come of all of them.</summary>
    public long ToCome
    {
        get
        {
            lock (_gate)
            {
                return _arriving.Sum(form => form.ToCome);
            }
        }
    }

    private TimeProvider Clock => clock;

    private UploadOptions Limits => options.Value;

    /// <summary>Before the first byte is read.</summary>
    /// <param name="bytes">How long the form says it is, or how long it may be.</param>
    /// <param name="client">Who sends it, as <see cref="ClientAddress"/> tells.</param>
    public (Arrival? Arrival, Refusal? Refusal) Enter(long bytes, string client)
    {
        lock (_gate)
        {
            var fromHere = _arriving.Where(form => form.Client == client).ToList();
            if (fromHere.Count >= UploadOptions.Share(Limits.MaxForms) && !MakeRoom(fromHere))
            {
                return (null, BusyFromHere);
            }

            if (_arriving.Count >= Limits.MaxForms && !MakeRoom(_arriving))
            {
                return (null, Busy);
            }

            if (reserve.Refuse(bytes, ToCome) is { } full)
            {
                return (null, full);
            }

            if (reserve.IsOverShare(bytes, fromHere.Sum(form => form.ToCome)))
            {
                return (null, BusyFromHere);
            }

            var arrival = new Arrival(this, bytes, client);
            _arriving.Add(arrival);
            return (arrival, null);
        }
    }

    /// <summary>Gives the slowest one up, if it is slow.</summary>
    private bool MakeRoom(IEnumerable<Arrival> among)
    {
        if (among.Where(form => form.Lasted >= Proven).MinBy(form => form.BytesPerSecond) is not { BytesPerSecond: < SlowBytesPerSecond } slowest)
        {
            return false;
        }

        _arriving.Remove(slowest);
        slowest.MakeRoom();
        return true;
    }

    /// <summary>One form, until it is disposed: it has arrived, or will not.</summary>
    public sealed class Arrival : IDisposable
    {
        private readonly FormUploads _all;
        private readonly long _began;
        private readonly CancellationTokenSource _over;
        private long _toCome, _moved, _sinceWindow;
        private bool _makesRoom;

        public Arrival(FormUploads all, long bytes, string client)
        {
            (_all, _toCome, Client, _began) = (all, bytes, client, all.Clock.GetTimestamp());
            _over = new CancellationTokenSource(all.Limits.Stall, all.Clock);
        }

        public string Client { get; }

        public long ToCome => Math.Max(0, Interlocked.Read(ref _toCome));

        /// <summary>Cancelled when the form does not move, or others wait for its place.</summary>
        public CancellationToken Over => _over.Token;

        /// <summary>Why the form was given up; null: it was not.</summary>
        public Refusal? GivenUp => _makesRoom ? TooSlow : _over.IsCancellationRequested ? Stalled : null;

        internal TimeSpan Lasted => _all.Clock.GetElapsedTime(_began);

        internal double BytesPerSecond => Interlocked.Read(ref _moved) / Lasted.TotalSeconds;

        /// <summary>So many more have come.</summary>
        public void Moved(int bytes)
        {
            Interlocked.Add(ref _moved, bytes);
            _sinceWindow += bytes;
            if (_sinceWindow >= _all.Limits.StallBytes)
            {
                _sinceWindow = 0;
                _over.CancelAfter(_all.Limits.Stall);
            }
        }

        /// <summary>So many more are on the disk, where they are no longer free.</summary>
        public void Stored(int bytes) => Interlocked.Add(ref _toCome, -bytes);

        public void Dispose()
        {
            lock (_all._gate)
            {
                _all._arriving.Remove(this);
                _over.Dispose();
            }
        }

        internal void MakeRoom()
        {
            _makesRoom = true;
            _ = _over.CancelAsync();
        }
    }
}
