using IntelliAvatar.Server.Assets;
using IntelliAvatar.Server.Storage;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Hosting;

/// <summary>The forms with files that arrive at this moment, from all users together: how many there are, and what is still to come of them.</summary>
public sealed class FormUploads(IOptions<UploadOptions> options, DiskReserve reserve)
{
    public static Refusal Busy { get; } = new(
        "uploads_busy", "Too many files are being uploaded at this moment. Try again in half a minute.", StatusCodes.Status503ServiceUnavailable);

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

    /// <summary>Before the first byte is read.</summary>
    /// <param name="bytes">How long the form says it is, or how long it may be.</param>
    public (Arrival? Arrival, Refusal? Refusal) Enter(long bytes)
    {
        lock (_gate)
        {
            if (_arriving.Count >= options.Value.MaxForms)
            {
                return (null, Busy);
            }

            if (reserve.Refuse(bytes, ToCome) is { } full)
            {
                return (null, full);
            }

            var arrival = new Arrival(this, bytes);
            _arriving.Add(arrival);
            return (arrival, null);
        }
    }

    private void Leave(Arrival arrival)
    {
        lock (_gate)
        {
            _arriving.Remove(arrival);
        }
    }

    /// <summary>One form, until it is disposed: it has arrived, or will not.</summary>
    public sealed class Arrival(FormUploads all, long bytes) : IDisposable
    {
        private long _toCome = bytes;

        public long ToCome => Math.Max(0, Interlocked.Read(ref _toCome));

        /// <summary>So many more are on the disk, where they are no longer free.</summary>
        public void Stored(int bytes) => Interlocked.Add(ref _toCome, -bytes);

        public void Dispose() => all.Leave(this);
    }
}
