using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Storage.S3;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Jobs;

/// <summary>A room whose files lie in an object store, with the real time.</summary>
public sealed class ObjectStoreRoom : SqliteRoom
{
    private SwiftStore _swift = null!;
    private string _url = null!;

    public Task<List<string>> AllKeysAsync() => _swift.KeysAsync(_url);

    public Task LeaveAsync(string key) => Files.StageAsync(Temporary("left"), key, CancellationToken.None);

    public Task RemoveMarkAsync() => _swift.RemoveAsync(_url, StorageMark.Name);

    public async Task<string> ReadAsync(string key)
    {
        await using var stored = (await Files.OpenAsync(key, CancellationToken.None))!;
        return await new StreamReader(stored.Content).ReadToEndAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        ((S3FileStore)Files).Dispose();
        await base.DisposeAsync();
    }

    protected override async Task<IFileStore> OpenFilesAsync()
    {
        _swift = await SwiftStore.Shared;
        _url = await _swift.NewBucketAsync();
        Clock.Advance(TimeProvider.System.GetUtcNow() - Clock.GetUtcNow());
        return new S3FileStore(Options.Create(new StorageOptions { Url = _url, S3 = SwiftStore.Options(_swift.Endpoint) }), Clock);
    }
}
