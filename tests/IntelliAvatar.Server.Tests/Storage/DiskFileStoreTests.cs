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
    public void A_disk_gives_no_links() => Assert.Null(Store.LinkTo(NewKey(), "video.mp4"));
}
