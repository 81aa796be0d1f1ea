using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace IntelliAvatar.Server.Tests.Jobs.Simulation;

/// <summary>A connection on which a <see cref="Mutant"/> changes every statement before it runs.</summary>
internal class AlteredConnection : DbConnection
{
    private readonly DbConnection _real;
    private readonly Mutant _mutant;
    private readonly long _clockError;

    private AlteredConnection(DbConnection real, Mutant mutant, long clockError) => (_real, _mutant, _clockError) = (real, mutant, clockError);

    public DbConnection Real => _real;

    [AllowNull]
    public override string ConnectionString { get => _real.ConnectionString; set => _real.ConnectionString = value; }

    public override string Database => _real.Database;

    public override string DataSource => _real.DataSource;

    public override string ServerVersion => _real.ServerVersion;

    public override ConnectionState State => _real.State;

    public static AlteredConnection Of(DbConnection real, Mutant mutant, long clockError) =>
        real.GetType().Name == nameof(NpgsqlConnection) ? new NpgsqlConnection(real, mutant, clockError) : new AlteredConnection(real, mutant, clockError);

    public override void ChangeDatabase(string databaseName) => _real.ChangeDatabase(databaseName);

    public override void Open() => _real.Open();

    public override void Close() => _real.Close();

    public override async ValueTask DisposeAsync()
    {
        await _real.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => _real.BeginTransaction(isolationLevel);

    protected override DbCommand CreateDbCommand() => new AlteredCommand(this, _real.CreateCommand(), _mutant, _clockError);

    /// <summary>Dapper knows by the name of its class that a connection takes arrays.</summary>
    private sealed class NpgsqlConnection(DbConnection real, Mutant mutant, long clockError) : AlteredConnection(real, mutant, clockError);

    private sealed class AlteredCommand(AlteredConnection connection, DbCommand real, Mutant mutant, long clockError) : DbCommand
    {
        private string _original = "";

        [AllowNull]
        public override string CommandText
        {
            get => _original;
            set => real.CommandText = mutant.Alter(_original = value!, clockError);
        }

        public override int CommandTimeout { get => real.CommandTimeout; set => real.CommandTimeout = value; }

        public override CommandType CommandType { get => real.CommandType; set => real.CommandType = value; }

        public override bool DesignTimeVisible { get => real.DesignTimeVisible; set => real.DesignTimeVisible = value; }

        public override UpdateRowSource UpdatedRowSource { get => real.UpdatedRowSource; set => real.UpdatedRowSource = value; }

        protected override DbConnection? DbConnection { get => connection; set => throw new NotSupportedException(); }

        protected override DbParameterCollection DbParameterCollection => real.Parameters;

        protected override DbTransaction? DbTransaction { get => real.Transaction; set => real.Transaction = value; }

        public override void Cancel() => real.Cancel();

        public override void Prepare() => real.Prepare();

        public override int ExecuteNonQuery() => mutant.Rows(_original, real.ExecuteNonQuery());

        public override async Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken) =>
            mutant.Rows(_original, await real.ExecuteNonQueryAsync(cancellationToken));

        public override object? ExecuteScalar() => real.ExecuteScalar();

        protected override DbParameter CreateDbParameter() => real.CreateParameter();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => real.ExecuteReader(behavior);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                real.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
