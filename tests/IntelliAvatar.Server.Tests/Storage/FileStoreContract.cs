using System.Security.Cryptography;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Storage;

/// <summary>What every file store must do. Each store has one subclass; the tests are written once.</summary>
public abstract class FileStoreContract : IAsyncLifetime
{
    protected static readonly CancellationToken None = CancellationToken.None;

    /// <summary>More than two parts of an upload, and more than two windows of a download.</summary>
    private const int Large = (20 << 20) + 3;

    protected Sandbox Sandbox { get; } = new();

    /// <summary>It begins a moment after everything that is there: what a test writes is not old yet.</summary>
    protected ManualClock Clock { get; } = new();

    protected IFileStore Store { get; private set; } = null!;

    public async Task InitializeAsync() => Store = await OpenStoreAsync();

    public virtual Task DisposeAsync()
    {
        Sandbox.Dispose();
        return Task.CompletedTask;
    }

    protected abstract Task<IFileStore> OpenStoreAsync();

    [Fact]
    public async Task A_missing_file_is_null_not_an_error()
    {
        Assert.Null(await Store.OpenAsync(NewKey(), None));
        await Store.RemoveAsync(NewKey(), None);
    }

    [Theory]
    [InlineData("outputs/../jobs.db")]
    [InlineData("/etc/passwd")]
    [InlineData("nowhere")]
    public async Task What_is_no_key_of_ours_is_never_looked_for(string key)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Store.OpenAsync(key, None));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.RemoveAsync(key, None));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(Large)]
    public async Task A_published_file_is_read_as_it_was(int length)
    {
        var (key, bytes) = (NewKey(), RandomNumberGenerator.GetBytes(length));

        await PublishAsync(key, bytes);

        await using var stored = (await Store.OpenAsync(key, None))!;
        using var copy = new MemoryStream();
        await stored.Content.CopyToAsync(copy);
        Assert.Equal(length, stored.Content.Length);
        Assert.Equal(bytes, copy.ToArray());
    }

    [Fact]
    public async Task A_part_of_a_file_is_read_from_wherever_it_begins()
    {
        var (key, bytes) = (NewKey(), RandomNumberGenerator.GetBytes(Large));
        await PublishAsync(key, bytes);
        await using var stored = (await Store.OpenAsync(key, None))!;
        var piece = new byte[1000];

        foreach (var at in new[] { Large - 1000, 0, (8 << 20) - 500, 12_345_678 })
        {
            stored.Content.Seek(at, SeekOrigin.Begin);
            await stored.Content.ReadExactlyAsync(piece);
            Assert.Equal(bytes[at..(at + 1000)], piece);
        }
    }

    [Fact]
    public async Task Publishing_again_is_no_error_and_the_temporary_file_stays_its_owners()
    {
        var (key, temporary) = (NewKey(), Sandbox.Write("result", "result"));

        for (var again = 0; again < 2; again++)
        {
            await Store.StageAsync(temporary, key, None);
            await Store.PublishAsync(temporary, key, None);
        }

        Assert.Equal("result", await File.ReadAllTextAsync(temporary));
        Assert.Equal("result", await ReadAsync(key));
    }

    [Fact]
    public async Task A_copy_of_a_stored_file_stays_when_the_other_is_removed()
    {
        var (key, copy) = (NewKey(), NewKey());
        await PublishAsync(key, "video"u8.ToArray());

        for (var again = 0; again < 2; again++)
        {
            await Store.StageAsync(key, copy, None);
            await Store.PublishAsync(key, copy, None);
        }

        await Store.RemoveAsync(key, None);

        Assert.Equal("video", await ReadAsync(copy));
        await Assert.ThrowsAsync<FileNotFoundException>(() => Store.StageAsync(key, NewKey(), None));
    }

    [Fact]
    public async Task What_was_not_staged_whole_cannot_be_published()
    {
        await Assert.ThrowsAnyAsync<IOException>(() => Store.PublishAsync(Sandbox.Path("nothing"), NewKey(), None));
    }

    [Fact]
    public async Task A_file_is_at_hand_for_tools_that_need_a_path()
    {
        var key = NewKey();
        await PublishAsync(key, "video"u8.ToArray());
        using var workspace = NewWorkspace();
        using var scratch = workspace.NewScratch();

        Assert.Equal("video", await File.ReadAllTextAsync(await Store.LocalAsync(key, scratch, None)));
        Assert.Equal("video", await File.ReadAllTextAsync(await Store.LocalAsync(key, scratch, None)));
        await Assert.ThrowsAsync<FileNotFoundException>(() => Store.LocalAsync(NewKey(), scratch, None));
    }

    [Fact]
    public async Task A_removed_file_is_gone_and_its_neighbours_stay()
    {
        var (key, neighbour) = (NewKey(), NewKey());
        await PublishAsync(key, [1]);
        await PublishAsync(neighbour, [2]);

        await Store.RemoveAsync(key, None);

        Assert.Null(await Store.OpenAsync(key, None));
        Assert.NotNull(await Store.OpenAsync(neighbour, None));
    }

    [Fact]
    public async Task Files_are_listed_with_their_dates()
    {
        string[] keys = [NewKey(), StorageKeys.Video(Guid.NewGuid().ToString()), NewKey()];
        foreach (var key in keys)
        {
            await PublishAsync(key, [1]);
        }

        var listed = await Store.ListKeysAsync(None).ToListAsync();
        Assert.Equal(keys.Order(), listed.Select(file => file.Key).Order());
        Assert.All(listed, file => Assert.InRange(TimeProvider.System.GetUtcNow() - file.WrittenAt, TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(10)));
    }

    [Fact]
    public async Task The_mark_is_as_it_was_written_last_and_no_key()
    {
        Assert.Null(await Store.ReadMarkAsync(None));

        await Store.WriteMarkAsync("one", None);
        await Store.WriteMarkAsync("two", None);

        Assert.Equal("two", await Store.ReadMarkAsync(None));
        Assert.Empty(await Store.ListKeysAsync(None).ToListAsync());
    }

    [Fact]
    public async Task A_store_that_is_set_up_well_has_nothing_wrong() => Assert.Null(await Store.CheckAsync(None));

    protected string NewKey() => Store.KeyFor(StorageKeys.Output(Guid.NewGuid().ToString()), StorageKeys.NewTry(1));

    protected async Task PublishAsync(string key, byte[] content)
    {
        var temporary = Sandbox.Path(Guid.NewGuid().ToString("N"));
        await File.WriteAllBytesAsync(temporary, content);
        await Store.StageAsync(temporary, key, None);
        await Store.PublishAsync(temporary, key, None);
    }

    protected async Task<string?> ReadAsync(string key)
    {
        await using var stored = await Store.OpenAsync(key, None);
        return stored is null ? null : await new StreamReader(stored.Content).ReadToEndAsync();
    }

    protected Workspace NewWorkspace() => new(Microsoft.Extensions.Options.Options.Create(new StorageOptions { Url = "file:" + Sandbox.Path("work") }));
}
