using IntelliAvatar.Server.Assets;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Tests.Jobs;

namespace IntelliAvatar.Server.Tests.Assets;

/// <summary>What the library promises, on every database.</summary>
public abstract class AvatarsContract(QueueRoom room) : IAsyncLifetime
{
    private int _number;

    private static CancellationToken None => CancellationToken.None;

    private Avatars Avatars => new(room.Database, room.Files);

    public Task InitializeAsync() => room.OpenAsync();

    public async Task DisposeAsync() => await room.DisposeAsync();

    [Fact]
    public async Task An_avatar_has_its_files_until_it_is_deleted()
    {
        var avatar = await AddAsync("anita");

        Assert.Equal("Video", room.Stored(StorageKeys.Avatar(avatar.AvatarId)));
        Assert.Equal("Picture", room.Stored(StorageKeys.ThumbnailOf(StorageKeys.Avatar(avatar.AvatarId))));
        await SweepAsync();
        Assert.Equal(2, (await room.KeysAsync()).Count);

        Assert.Equal(avatar.Content, (await Avatars.DeleteAsync(avatar.AvatarId, None))!.Content);

        Assert.Null(await Avatars.DeleteAsync(avatar.AvatarId, None));
        Assert.Empty(await room.KeysAsync());
    }

    [Fact]
    public async Task Files_without_an_avatar_are_swept()
    {
        var stray = StorageKeys.Avatar(room.NewId());
        var file = room.Temporary("stray");
        await room.Files.StageAsync(file, stray, None);
        await room.Files.PublishAsync(file, stray, None);

        Assert.Equal(1, await SweepAsync());

        Assert.Empty(await room.KeysAsync());
    }

    [Fact]
    public async Task Pages_follow_each_other_and_stay_one_users()
    {
        var mine = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            mine.Insert(0, (await AddAsync("anita")).AvatarId);
            await AddAsync("bert");
        }

        var first = await Avatars.ListAsync("anita", null, 3, None);
        await AddAsync("anita");
        var second = await Avatars.ListAsync("anita", first[^1].AvatarId, 3, None);

        Assert.Equal(mine, first.Concat(second).Select(avatar => avatar.AvatarId));
        Assert.Equal(11, (await Avatars.ListAsync(null, null, 100, None)).Count);
    }

    [Fact]
    public async Task A_new_name_is_a_change()
    {
        var avatar = await AddAsync("anita");
        await room.AdvanceAsync(TimeSpan.FromMinutes(1));

        var renamed = await Avatars.RenameAsync(avatar.AvatarId, "Another", None);

        Assert.Equal(("Another", avatar.CreatedAt, avatar.CreatedAt + TimeSpan.FromMinutes(1)), (renamed!.Name, renamed.CreatedAt, renamed.ChangedAt));
        Assert.Null(await Avatars.RenameAsync("nobody", "Another", None));
    }

    private Task<Avatar> AddAsync(string user) =>
        Avatars.AddAsync(
            new Avatar { AvatarId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow().AddMilliseconds(_number++)).ToString(), UserId = user, Name = "Name", Seconds = 2.5, Content = "abc", Changes = """["turned upright"]""" },
            room.Temporary("Video"), room.Temporary("Picture"), None);

    private Task<int> SweepAsync() => room.SweepOf(room.Database, new JobFiles(room.Database, room.Files), Avatars).RunAsync(None);
}

public sealed class SqliteAvatarsTests() : AvatarsContract(new SqliteRoom());

public sealed class PostgresAvatarsTests() : AvatarsContract(new PostgresRoom());
