using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Tests.Jobs.Simulation;

/// <summary>
/// An object store behind a bad network: a request fails, fails after all was done, or fails and is carried out at some later moment. A file
/// has its key as soon as it is sent, and it is old to the sweep only when no try can be about to publish it. Its mark is another store's.
/// </summary>
internal sealed class LateStore(IFileStore marks, Random random, Func<bool> faults, Func<long> monotonic, Mutant? mutant) : IFileStore
{
    private const long Grace = 3_600_000; // milliseconds: longer than any try of a history

    private readonly Dictionary<string, (string Content, long At)> _objects = [];
    private readonly List<Action> _late = [];

    /// <summary>At the end of a history no try is under way.</summary>
    public bool IsOver { get; set; }

    public IReadOnlyCollection<string> Keys => _objects.Keys;

    public string KeyFor(string name, string tryId) => mutant is { ReusesKeys: true } ? name : StorageKeys.WithTry(name, tryId);

    public string? Read(string key) => _objects.TryGetValue(key, out var there) ? there.Content : null;

    /// <summary>Carries out one of the requests whose clients gave up.</summary>
    public void CarryOutOne()
    {
        if (_late.Count > 0)
        {
            var chosen = _late[random.Next(_late.Count)];
            _late.Remove(chosen);
            chosen();
        }
    }

    public void CarryOutAll()
    {
        while (_late.Count > 0)
        {
            CarryOutOne();
        }
    }

    /// <summary>Loses every file whose key is so.</summary>
    public void Lose(Func<string, bool> which) => _objects.Keys.Where(which).ToList().ForEach(key => _objects.Remove(key));

    public Task StageAsync(string source, string key, CancellationToken cancel)
    {
        var content = Content(source);
        if (Read(key)?.Length != content.Length)
        {
            Do(() => _objects[key] = (content, monotonic()), late: 0.1);
        }

        return Task.CompletedTask;
    }

    public Task PublishAsync(string source, string key, CancellationToken cancel) =>
        (!faults() || random.Next(25) > 0) && Read(key)?.Length == Content(source).Length ? Task.CompletedTask : throw new StorageAwayException("keeping a file");

    public Task<StoredFile?> OpenAsync(string key, CancellationToken cancel) => throw new NotSupportedException();

    public Task<string> LocalAsync(string key, TempFolder scratch, CancellationToken cancel) => throw new NotSupportedException();

    public Uri? PresignedUrl(string key, string name) => null;

    public Task RemoveAsync(string key, CancellationToken cancel)
    {
        Do(() => _objects.Remove(key), late: 0.4);
        return Task.CompletedTask;
    }

    public IAsyncEnumerable<StoredKey> ListKeysAsync(CancellationToken cancel) =>
        _objects.Select(item => new StoredKey(item.Key, IsOver || item.Value.At < monotonic() - Grace ? DateTimeOffset.MinValue : DateTimeOffset.MaxValue)).ToList().ToAsyncEnumerable();

    public Task<int> AbortStaleUploadsAsync(DateTimeOffset begunBefore, Func<string, bool> isOurs, CancellationToken cancel) => Task.FromResult(0);

    public Task<string?> ReadMarkAsync(CancellationToken cancel) => marks.ReadMarkAsync(cancel);

    public Task WriteMarkAsync(string text, CancellationToken cancel) => marks.WriteMarkAsync(text, cancel);

    public Task<string?> CheckAsync(CancellationToken cancel) => Task.FromResult<string?>(null);

    private void Do(Action effect, double late)
    {
        var dice = faults() ? random.NextDouble() : 1;
        if (dice < late)
        {
            _late.Add(effect);
        }
        else if (dice > late + 0.04)
        {
            effect();
        }

        if (dice < late + 0.08)
        {
            throw new StorageAwayException("a request");
        }
    }

    private string Content(string source) => StorageKeys.IsKey(source) ? Read(source) ?? throw new FileNotFoundException(source) : File.ReadAllText(source);
}
