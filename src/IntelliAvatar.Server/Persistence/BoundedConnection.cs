using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace IntelliAvatar.Server.Persistence;

/// <summary>Npgsql with deadlines of our own.</summary>
internal static partial class Bounded
{
    /// <summary>
    /// A connection that gives up on time. When packets vanish, Npgsql itself needs up to three times the time-out: it connects once more to cancel the
    /// statement. Here the caller gets the error when the time is over, and the connection is closed in the background when Npgsql is done.
    /// </summary>
    /// <remarks>It has the name by which Dapper knows that a connection takes arrays.</remarks>
    internal sealed class NpgsqlConnection : DbConnection
    {
        /// <summary>Npgsql's own error, when it comes in time, says more.</summary>
        private static readonly TimeSpan Slack = TimeSpan.FromSeconds(0.3);

        private readonly Npgsql.NpgsqlConnection _real;
        private readonly PostgresOutage _outage;
        private Task? _abandoned;

        private NpgsqlConnection(Npgsql.NpgsqlConnection real, PostgresOutage outage) => (_real, _outage) = (real, outage);

        [AllowNull]
        public override string ConnectionString { get => _real.ConnectionString; set => _real.ConnectionString = value; }

        public override string Database => _real.Database;

        public override string DataSource => _real.DataSource;

        public override string ServerVersion => _real.ServerVersion;

        public override ConnectionState State => _real.State;

        /// <summary>Which of several hosts it leads to.</summary>
        public string? Host => _real.Host;

        public int Port => _real.Port;

        /// <summary>Whether something was given up that still goes on: until that has ended nothing of the connection may be touched.</summary>
        internal bool IsAbandoned => _abandoned is not null;

        /// <param name="seconds">How long it may take at most.</param>
        /// <exception cref="NpgsqlException">It cannot be reached, or did not answer in time.</exception>
        public static async Task<NpgsqlConnection> OpenAsync(NpgsqlDataSource source, int seconds, PostgresOutage outage, CancellationToken cancel)
        {
            var opening = source.OpenConnectionAsync(cancel).AsTask();
            if (await EndsAsync(opening, seconds))
            {
                return new(await opening, outage);
            }

            _ = CloseAsync();
            throw Silent();

            async Task CloseAsync()
            {
                try
                {
                    await (await opening).DisposeAsync();
                }
                catch (Exception away) when (away.IsDatabaseTrouble() || away is OperationCanceledException or ObjectDisposedException)
                {
                    // Nothing was opened.
                }
            }
        }

        /// <summary>Runs <paramref name="work"/> in a transaction and commits it.</summary>
        public async Task<T> TransactAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancel)
        {
            var transaction = await _real.BeginTransactionAsync(cancel);
            try
            {
                var result = await work(this);

                // Begun is begun: a commit that is called off may have happened.
                await WithinAsync(() => DoneAsync(transaction.CommitAsync(CancellationToken.None)), _real.CommandTimeout);
                return result;
            }
            finally
            {
                await TryEndAsync(transaction); // rolls back what was not committed
            }
        }

        public override void ChangeDatabase(string databaseName) => _real.ChangeDatabase(databaseName);

        public override void Open() => _real.Open();

        public override void Close() => _real.Close();

        public override async ValueTask DisposeAsync()
        {
            // The rest of an answer may have to be read first, or a transaction to be rolled back.
            await TryEndAsync(_real);
            if (_abandoned is not null)
            {
                _ = CloseInTheEndAsync(_abandoned);
            }

            await base.DisposeAsync();
        }

        protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new NotSupportedException();

        protected override DbCommand CreateDbCommand() => new Command(this, _real.CreateCommand());

        private static async Task<bool> EndsAsync(Task work, int seconds)
        {
            // One clock for all: this only ends what hangs.
            await work.WaitAsync(RequestPatience.Limit(TimeSpan.FromSeconds(seconds) + Slack), TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return work.IsCompleted;
        }

        private static NpgsqlException Silent() => new("PostgreSQL did not answer in time.", new TimeoutException());

        private static async Task<bool> DoneAsync(Task work)
        {
            await work;
            return true;
        }

        /// <summary>Ends a part that may have failed before: that error is on its way. Success means nothing: often the server need not be asked.</summary>
        internal async Task TryEndAsync(IAsyncDisposable part)
        {
            if (_abandoned is not null)
            {
                return;
            }

            var ending = part.DisposeAsync().AsTask();
            if (!await EndsAsync(ending, _real.CommandTimeout))
            {
                _abandoned = ending;
                return;
            }

            try
            {
                await ending;
            }
            catch (NpgsqlException)
            {
                // The connection is broken, and Npgsql throws it away.
            }
        }

        /// <param name="seconds">0: as long as it takes.</param>
        internal async Task<T> WithinAsync<T>(Func<Task<T>> run, int seconds)
        {
            if (_abandoned is not null)
            {
                throw Silent();
            }

            try
            {
                var running = run();
                if (seconds > 0 && !running.IsCompleted && !await EndsAsync(running, seconds))
                {
                    _abandoned = running;
                    throw Silent();
                }

                var result = await running;
                _outage.End();
                return result;
            }
            catch (NpgsqlException away)
            {
                _outage.Notice(away);
                throw;
            }
        }

        private async Task CloseInTheEndAsync(Task abandoned)
        {
            try
            {
                await abandoned.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await _real.DisposeAsync();
            }
            catch (Exception away) when (away.IsDatabaseTrouble() || away is ObjectDisposedException or InvalidOperationException)
            {
                // It was broken already.
            }
        }

        private sealed class Command(NpgsqlConnection connection, NpgsqlCommand real) : DbCommand
        {
            [AllowNull]
            public override string CommandText { get => real.CommandText; set => real.CommandText = value; }

            public override int CommandTimeout { get => real.CommandTimeout; set => real.CommandTimeout = value; }

            public override CommandType CommandType { get => real.CommandType; set => real.CommandType = value; }

            public override bool DesignTimeVisible { get => real.DesignTimeVisible; set => real.DesignTimeVisible = value; }

            public override UpdateRowSource UpdatedRowSource { get => real.UpdatedRowSource; set => real.UpdatedRowSource = value; }

            protected override DbConnection? DbConnection { get => connection; set => throw new NotSupportedException(); }

            protected override DbParameterCollection DbParameterCollection => real.Parameters;

            protected override DbTransaction? DbTransaction { get => real.Transaction; set => throw new NotSupportedException(); }

            public override void Cancel() => real.Cancel();

            public override void Prepare() => real.Prepare();

            public override int ExecuteNonQuery() => real.ExecuteNonQuery();

            public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken) =>
                connection.WithinAsync(() => real.ExecuteNonQueryAsync(cancellationToken), CommandTimeout);

            public override object? ExecuteScalar() => real.ExecuteScalar();

            public override Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken) =>
                connection.WithinAsync(() => real.ExecuteScalarAsync(cancellationToken), CommandTimeout);

            protected override DbParameter CreateDbParameter() => real.CreateParameter();

            protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => real.ExecuteReader(behavior);

            protected override Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken) =>
                connection.WithinAsync<DbDataReader>(async () => new Reader(connection, await real.ExecuteReaderAsync(behavior, cancellationToken), CommandTimeout), CommandTimeout);

            protected override void Dispose(bool disposing)
            {
                if (disposing && connection._abandoned is null)
                {
                    real.Dispose();
                }

                base.Dispose(disposing);
            }
        }
    }
}
