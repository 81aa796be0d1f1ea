using IntelliAvatar.Server.Storage;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Storage;

// The store is a room inside a sandbox: were its guard broken, a write would still land in the sandbox.
public sealed class DiskFileStoreTests : FileStoreContract
{
    protected override Task<IFileStore> OpenStoreAsync() =>
        Task.FromResult<IFileStore>(new DiskFileStore(Options.Create(new StorageOptions { Url = "file:" + Sandbox.Path("store") })));

    [Fact]
    public void A_result_lies_where_operators_look_for_it_whatever_the_attempt() =>
        Assert.Equal("outputs/0.mp4", Store.KeyFor("outputs/0.mp4", StorageKeys.NewTry(3)));

    [Fact]
    public void A_disk_gives_no_links() => Assert.Null(Store.PresignedUrl(NewKey(), "video.mp4"));

    [Fact]
    public async Task What_lies_on_another_disk_is_published_like_all_else()
    {
        using var elsewhere = Support.Sandbox.InMemory();
        var (first, second, key) = (elsewhere.Write("first.mp4", "one"), elsewhere.Write("second.mp4", "two"), NewKey());

        await PublishAsync(first, key);
        await PublishAsync(first, key); // when its transaction is tried again
        Assert.Equal("one", await File.ReadAllTextAsync(Sandbox.Path("store", key)));
        await PublishAsync(second, key);

        Assert.Equal("two", await File.ReadAllTextAsync(Sandbox.Path("store", key)));
        Assert.Equal([Sandbox.Path("store", key)], Directory.GetFiles(Sandbox.Path("store"), "*", SearchOption.AllDirectories));
        Assert.True(File.Exists(first));
    }

    [Fact]
    public async Task Once_that_is_known_the_copy_is_made_before_the_transaction_and_one_that_is_never_published_goes_after_a_day()
    {
        using var elsewhere = Support.Sandbox.InMemory();
        await PublishAsync(elsewhere.Write("first.mp4", "one"), NewKey());
        var (file, key) = (elsewhere.Write("next.mp4", "two"), NewKey());

        await Store.StageAsync(file, key, CancellationToken.None);
        var copy = Directory.GetFiles(Sandbox.Path("store"), "*", SearchOption.AllDirectories).Single(path => path.Contains(Path.GetFileName(key), StringComparison.Ordinal));
        Assert.Equal("two", await File.ReadAllTextAsync(copy));
        Assert.DoesNotContain(key, await Store.ListKeysAsync(CancellationToken.None).Select(stored => stored.Key).ToListAsync());

        var now = TimeProvider.System.GetUtcNow();
        Assert.Equal(0, await Store.AbortStaleUploadsAsync(now.AddDays(-1), _ => true, CancellationToken.None));
        Assert.Equal(0, await Store.AbortStaleUploadsAsync(now.AddDays(1), _ => false, CancellationToken.None));
        Assert.True(File.Exists(copy));
        Assert.Equal(1, await Store.AbortStaleUploadsAsync(now.AddDays(1), ours => ours == key, CancellationToken.None));
        Assert.False(File.Exists(copy));
    }

    private async Task PublishAsync(string file, string key)
    {
        await Store.StageAsync(file, key, CancellationToken.None);
        await Store.PublishAsync(file, key, CancellationToken.None);
    }
}
