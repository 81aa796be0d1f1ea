using System.Data.Common;

namespace IntelliAvatar.Server.Backups;

/// <summary>The database as it was at one moment: files for the archive, and a connection that reads just that.</summary>
internal abstract class DatabaseSnapshot : IAsyncDisposable
{
    public required int Schema { get; init; }

    public required DbConnection Reader { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Tables { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>Name in the archive → path.</summary>
    public required IReadOnlyList<(string Name, string Path)> Files { get; init; }

    public ValueTask DisposeAsync() => Reader.DisposeAsync();
}
