namespace IntelliAvatar.Server.ModelServers.Gateway;

/// <summary>Remembers which inputs each recent result came from. Renderers that name their outputs badly have handed out another job's video.</summary>
internal sealed class ResultFingerprints
{
    private const int Remembered = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _inputsOf = [];
    private readonly Queue<string> _oldestFirst = new();

    /// <summary>Whether this result may belong to these inputs: it is new, or it came from the same inputs before.</summary>
    public bool Accepts(string resultSha256, string inputs)
    {
        lock (_lock)
        {
            if (_inputsOf.TryGetValue(resultSha256, out var before))
            {
                return before == inputs;
            }

            _inputsOf[resultSha256] = inputs;
            _oldestFirst.Enqueue(resultSha256);
            if (_oldestFirst.Count > Remembered)
            {
                _inputsOf.Remove(_oldestFirst.Dequeue());
            }

            return true;
        }
    }
}
