using System.Collections;
using System.Data.Common;

namespace IntelliAvatar.Server.Persistence;

internal static partial class Bounded
{
    /// <summary>The rows of a statement; each wait for more of them ends on time.</summary>
    internal sealed class Reader(NpgsqlConnection connection, DbDataReader real, int seconds) : DbDataReader
    {
        public override int Depth => real.Depth;

        public override int FieldCount => real.FieldCount;

        public override bool HasRows => real.HasRows;

        public override bool IsClosed => real.IsClosed;

        public override int RecordsAffected => real.RecordsAffected;

        public override object this[int ordinal] => real[ordinal];

        public override object this[string name] => real[name];

        public override Task<bool> ReadAsync(CancellationToken cancellationToken) => connection.WithinAsync(() => real.ReadAsync(cancellationToken), seconds);

        public override Task<bool> NextResultAsync(CancellationToken cancellationToken) => connection.WithinAsync(() => real.NextResultAsync(cancellationToken), seconds);

        /// <summary>Reads what is left of the answer.</summary>
        public override async ValueTask DisposeAsync()
        {
            await connection.TryEndAsync(real);
            await base.DisposeAsync();
        }

        public override bool Read() => real.Read();

        public override bool NextResult() => real.NextResult();

        public override void Close()
        {
            if (!connection.IsAbandoned)
            {
                real.Close();
            }
        }

        public override bool GetBoolean(int ordinal) => real.GetBoolean(ordinal);

        public override byte GetByte(int ordinal) => real.GetByte(ordinal);

        public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => real.GetBytes(ordinal, dataOffset, buffer, bufferOffset, length);

        public override char GetChar(int ordinal) => real.GetChar(ordinal);

        public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => real.GetChars(ordinal, dataOffset, buffer, bufferOffset, length);

        public override string GetDataTypeName(int ordinal) => real.GetDataTypeName(ordinal);

        public override DateTime GetDateTime(int ordinal) => real.GetDateTime(ordinal);

        public override decimal GetDecimal(int ordinal) => real.GetDecimal(ordinal);

        public override double GetDouble(int ordinal) => real.GetDouble(ordinal);

        public override IEnumerator GetEnumerator() => real.GetEnumerator();

        public override Type GetFieldType(int ordinal) => real.GetFieldType(ordinal);

        public override T GetFieldValue<T>(int ordinal) => real.GetFieldValue<T>(ordinal);

        public override float GetFloat(int ordinal) => real.GetFloat(ordinal);

        public override Guid GetGuid(int ordinal) => real.GetGuid(ordinal);

        public override short GetInt16(int ordinal) => real.GetInt16(ordinal);

        public override int GetInt32(int ordinal) => real.GetInt32(ordinal);

        public override long GetInt64(int ordinal) => real.GetInt64(ordinal);

        public override string GetName(int ordinal) => real.GetName(ordinal);

        public override int GetOrdinal(string name) => real.GetOrdinal(name);

        public override string GetString(int ordinal) => real.GetString(ordinal);

        public override object GetValue(int ordinal) => real.GetValue(ordinal);

        public override int GetValues(object[] values) => real.GetValues(values);

        public override bool IsDBNull(int ordinal) => real.IsDBNull(ordinal);
    }
}
