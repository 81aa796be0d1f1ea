using System.Collections.Concurrent;
using System.Globalization;

namespace IntelliAvatar.Chaos.Faults;

/// <summary>What was done to whom and when, so that a broken promise can be explained.</summary>
internal sealed class FaultLog(string path)
{
    private readonly ConcurrentQueue<Entry> _entries = [];
    private readonly Lock _lock = new();

    /// <param name="Node">Null: all of them.</param>
    public sealed record Entry(long From, string? Node, string What)
    {
        /// <summary>In milliseconds since 1970; of one that lasts, the largest number.</summary>
        public long To { get; set; } = long.MaxValue;
    }

    public int Count => _entries.Count;

    /// <summary>By the first word of each.</summary>
    public string Summary => string.Join(", ", _entries.GroupBy(entry => entry.What.Split(' ')[0], StringComparer.Ordinal).OrderByDescending(kind => kind.Count()).Select(kind => $"{kind.Count()} {kind.Key}"));

    public Entry Begin(string? node, string what)
    {
        var entry = new Entry(Life.Now, node, what);
        _entries.Enqueue(entry);
        Write($"{node ?? "all"}: {what}");
        return entry;
    }

    public void End(Entry entry)
    {
        entry.To = Life.Now;
        Write($"{entry.Node ?? "all"}: {entry.What} is over");
    }

    public void Write(string line)
    {
        lock (_lock)
        {
            File.AppendAllText(path, $"{Time(Life.Now)} {line}\n");
        }
    }

    /// <summary>What happened to the node in that time, a moment before included.</summary>
    public IEnumerable<string> Between(long from, long to, string? node) => _entries
        .Where(entry => entry.From <= to && entry.To >= from && (node is null || entry.Node is null || entry.Node == node))
        .Select(entry => $"{Time(entry.From)}–{(entry.To == long.MaxValue ? "…" : Time(entry.To))} {entry.Node ?? "all"}: {entry.What}");

    public static string Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
