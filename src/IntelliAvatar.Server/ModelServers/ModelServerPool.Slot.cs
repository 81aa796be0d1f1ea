namespace IntelliAvatar.Server.ModelServers;

/// <summary>What the pool gives out.</summary>
public sealed partial class ModelServerPool
{
    /// <summary>The right to have one job rendered by <see cref="Server"/>.</summary>
    public sealed class Slot : IDisposable
    {
        private readonly ModelServerPool _pool;
        private readonly PoolEntry _entry;
        private RenderOutcome? _outcome;
        private bool _isFree, _isJudged;

        internal Slot(ModelServerPool pool, PoolEntry entry) => (_pool, _entry) = (pool, entry);

        public ModelServer Server => _entry.Server;

        /// <summary>What became of the job; it decides whether the server stays in rotation.</summary>
        public void Report(RenderOutcome outcome) => _outcome = outcome;

        /// <summary>Gives the slot back because jobs of other processes have the server's places; it is left alone for a moment.</summary>
        internal void GiveUp()
        {
            _entry.FullElsewhereUntil = _pool._clock.GetUtcNow() + LookElsewhere;
            Dispose();
        }

        /// <summary>The server can take the next job; what this one tells about it comes later.</summary>
        public void Free()
        {
            if (!_isFree)
            {
                _isFree = true;
                _pool.Free(_entry);
                _pool.Dispatch();
            }
        }

        public void Dispose()
        {
            if (!_isJudged)
            {
                _isJudged = true;
                _pool.Record(_entry, _outcome);
                Free();
                _pool.Dispatch();
            }
        }
    }
}
