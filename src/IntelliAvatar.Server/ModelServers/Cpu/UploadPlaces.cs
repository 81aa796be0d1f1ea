namespace IntelliAvatar.Server.ModelServers.Cpu;

/// <summary>Uploads under way. There is a bounded number, each must keep moving, and when all places are taken a slow one makes room.</summary>
internal sealed class UploadPlaces(CpuModelServerOptions options, TimeProvider clock)
{
    /// <summary>Nothing can be said about an upload's pace before.</summary>
    private static readonly TimeSpan Proven = TimeSpan.FromSeconds(10);

    private const double SlowBytesPerSecond = 256 << 10;

    private readonly Lock _lock = new();
    private readonly List<Place> _taken = [];

    /// <summary>How many uploads are under way.</summary>
    public int Taken
    {
        get
        {
            lock (_lock)
            {
                return _taken.Count;
            }
        }
    }

    private TimeProvider Clock => clock;

    private CpuModelServerOptions Options => options;

    /// <summary>A place, to be disposed when the upload has arrived; null: there is none.</summary>
    public Place? TryEnter(CancellationToken gone)
    {
        lock (_lock)
        {
            if (_taken.Count >= options.MaxUploads)
            {
                var slowest = _taken.Where(place => place.Lasted >= Proven).MinBy(place => place.BytesPerSecond);
                if (slowest is null || slowest.BytesPerSecond >= SlowBytesPerSecond)
                {
                    return null;
                }

                _taken.Remove(slowest);
                slowest.MakeRoom();
            }

            var mine = new Place(this, gone);
            _taken.Add(mine);
            return mine;
        }
    }

    /// <summary>One upload.</summary>
    public sealed class Place : IDisposable
    {
        private static readonly Refusal Stalled = new(
            "upload_stalled", "The upload did not move: the server waits no longer for the rest.", StatusCodes.Status408RequestTimeout);

        private static readonly Refusal TooSlow = new(
            "busy", "The upload was too slow while others waited. Try again.", StatusCodes.Status503ServiceUnavailable);

        private readonly UploadPlaces _places;
        private readonly long _began;
        private readonly CancellationTokenSource _room;
        private readonly StallWatchdog _pace;
        private long _bytes;

        public Place(UploadPlaces places, CancellationToken gone)
        {
            _places = places;
            _began = places.Clock.GetTimestamp();
            _room = CancellationTokenSource.CreateLinkedTokenSource(gone);
            _pace = new StallWatchdog(places.Options.UploadStall, places.Options.UploadStallBytes, places.Clock, _room.Token);
        }

        /// <summary>Cancelled when the client hangs up, when nothing comes any more, and when others wait for the place.</summary>
        public CancellationToken Token => _pace.Token;

        /// <summary>Why the upload was given up; null: it was not, or its client is gone.</summary>
        public Refusal? GivenUp => WasRemoved ? TooSlow : _pace.Stalled ? Stalled : null;

        public TimeSpan Lasted => _places.Clock.GetElapsedTime(_began);

        public double BytesPerSecond => Volatile.Read(ref _bytes) / Lasted.TotalSeconds;

        private bool WasRemoved { get; set; }

        public void Moved(int bytes)
        {
            Interlocked.Add(ref _bytes, bytes);
            _pace.Moved(bytes);
        }

        public void MakeRoom()
        {
            WasRemoved = true;
            _ = _room.CancelAsync();
        }

        public void Dispose()
        {
            lock (_places._lock)
            {
                _places._taken.Remove(this);
                _pace.Dispose();
                _room.Dispose();
            }
        }
    }
}
