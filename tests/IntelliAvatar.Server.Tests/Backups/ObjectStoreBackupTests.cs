using IntelliAvatar.Server.Assets;
using IntelliAvatar.Server.Backups;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Storage.S3;
using IntelliAvatar.Server.Tests.Jobs;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Backups;

/// <summary>A backup of a database whose files lie in an object store.</summary>
public sealed class ObjectStoreBackupTests : IAsyncLifetime
{
    private const int LargerThanOnePart = 9 << 20;

    private static readonly CancellationToken None = CancellationToken.None;

    private readonly ObjectStoreRoom _room = new();
    private readonly Sandbox _target = new();

    private string Archive => _room.Sandbox.Path("backup.tar");

    public Task InitializeAsync() => _room.OpenAsync();

    public async Task DisposeAsync()
    {
        _target.Dispose();
        await _room.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_is_restored_into_another_bucket_or_a_folder_with_every_file(bool intoBucket)
    {
        var waiting = await _room.SubmitAsync();
        var done = (await _room.ClaimAsync())!;
        var bytes = new byte[LargerThanOnePart];
        new Random(7).NextBytes(bytes);
        var result = _room.Temporary("");
        await File.WriteAllBytesAsync(result, bytes);
        Assert.True(await _room.Queue.CompleteAsync(done, result, None));

        Assert.Equal((3, 0), await BackUpAsync());
        var store = intoBucket
            ? (IFileStore)new S3FileStore(Options.Create(new StorageOptions { Url = await (await SwiftStore.Shared).NewBucketAsync(), S3 = SwiftStore.Options((await SwiftStore.Shared).Endpoint) }), _room.Clock)
            : new DiskFileStore(Options.Create(new StorageOptions { Url = "file:" + _target.Path("storage") }));
        Assert.Equal(3, await RestoreAsync(store));

        var job = (await _room.FindAsync(waiting.JobId))!;
        foreach (var (key, expected) in new[] { (job.InputVideo, "video"u8.ToArray()), (job.InputAudio!, "audio"u8.ToArray()), (job.OutputVideo!, bytes) })
        {
            await using var stored = (await store.OpenAsync(key, None))!;
            var read = new MemoryStream();
            await stored.Content.CopyToAsync(read);
            Assert.Equal(expected, read.ToArray());
        }

        (store as IDisposable)?.Dispose();
    }

    [Fact]
    public async Task Files_that_are_gone_are_counted()
    {
        var job = await _room.SubmitAsync();
        await _room.Files.RemoveAsync((await _room.FindAsync(job.JobId))!.InputAudio!, None);

        Assert.Equal((1, 1), await BackUpAsync());
    }

    private async Task<(int Files, int Missing)> BackUpAsync()
    {
        var options = new DatabaseOptions { Url = "sqlite:" + _room.Sandbox.Path("storage", "jobs.db") };
        using var database = new ReadOnlyDatabase(options);
        var made = await new Backup(options, _room.Files, [new JobFiles(database, _room.Files), new Avatars(database, _room.Files)], TimeProvider.System).WriteAsync(Archive, None);
        return (made.Files, made.Missing);
    }

    private async Task<int> RestoreAsync(IFileStore store)
    {
        using var workspace = new Workspace(Options.Create(new StorageOptions { Url = "file:" + _target.Path("storage") }));
        var done = await new Restore(new DatabaseOptions { Url = "sqlite:" + _target.Path("storage", "jobs.db") }, store, workspace, TimeProvider.System).RunAsync(Archive, replace: false, None);
        return done.Files;
    }
}
