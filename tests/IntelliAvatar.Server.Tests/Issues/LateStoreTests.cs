using IntelliAvatar.Server.Assets;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Storage.S3;
using IntelliAvatar.Server.Tests.Jobs;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>An acknowledged job lost its video: an earlier try of the same request had given up a DELETE that the store carried out afterwards.</summary>
public sealed class LateStoreTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly StoreRoom _room = new();

    private LateStoreProxy Proxy => _room.Proxy;

    public Task InitializeAsync() => _room.OpenAsync();

    public async Task DisposeAsync() => await _room.DisposeAsync();

    [Fact]
    public async Task A_removal_that_is_carried_out_late_takes_nothing_from_a_later_try_of_the_same_job()
    {
        var job = _room.NewJob();
        Proxy.IsLate = request => HttpMethods.IsDelete(request.Method);
        await _room.LetCommitsFailAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => SubmitAsync(job, "video", "audio"));
        await _room.LetCommitsSucceedAsync();
        Assert.True(Proxy.Waiting > 0);

        await SubmitAsync(job, "video", "audio");
        await Proxy.CarryOutAsync();

        await AssertReadableAsync(job, "video", "audio");
    }

    [Fact]
    public async Task An_upload_that_is_carried_out_late_changes_nothing_in_a_later_try_of_the_same_job()
    {
        var job = _room.NewJob();
        Proxy.IsLate = request => HttpMethods.IsPut(request.Method);
        await Assert.ThrowsAsync<StorageAwayException>(() => SubmitAsync(job, "first", "other"));
        Assert.True(Proxy.Waiting > 0);

        Proxy.IsLate = _ => false;
        await SubmitAsync(job, "video", "audio");
        await Proxy.CarryOutAsync();

        await AssertReadableAsync(job, "video", "audio");
    }

    [Fact]
    public async Task A_copy_that_is_carried_out_late_changes_nothing_in_a_later_try_of_the_same_retry()
    {
        var (old, other) = (await _room.SubmitAsync(), await _room.SubmitAsync());
        var (video, decoy) = ((await _room.FindAsync(old.JobId))!.InputVideo, (await _room.FindAsync(other.JobId))!.InputAudio!);
        var job = _room.NewJob();
        Proxy.IsLate = request => request.Headers.ContainsKey("x-amz-copy-source");
        await Assert.ThrowsAsync<StorageAwayException>(() => _room.Queue.SubmitAsync(job, new Dictionary<string, string> { [decoy] = job.InputVideo }, None));

        Proxy.IsLate = _ => false;
        await _room.Queue.SubmitAsync(job, new Dictionary<string, string> { [video] = job.InputVideo, [decoy] = job.InputAudio! }, None);
        await Proxy.CarryOutAsync();

        await AssertReadableAsync(job, "video", "audio");
    }

    [Fact]
    public async Task A_result_stays_when_the_removal_of_one_that_lost_its_job_is_carried_out_late()
    {
        var job = await _room.SubmitAsync();
        var lost = (await _room.ClaimAsync("zombie"))!;
        await _room.RescueAsync("zombie");
        var heir = (await _room.ClaimAsync("heir"))!;
        Proxy.IsLate = request => HttpMethods.IsDelete(request.Method);

        Assert.False(await _room.Queue.CompleteAsync(lost, _room.Temporary("of the zombie"), None));
        Proxy.IsLate = _ => false;
        Assert.True(await _room.Queue.CompleteAsync(heir, _room.Temporary("of the heir"), None));
        await Proxy.CarryOutAsync();

        Assert.Equal("of the heir", await _room.ReadAsync((await _room.FindAsync(job.JobId))!.OutputVideo!));
    }

    [Fact]
    public async Task An_avatar_stays_when_the_removal_of_an_earlier_try_is_carried_out_late()
    {
        var avatars = new Avatars(_room.Database, _room.Files);
        var avatar = new Avatar { AvatarId = Guid.CreateVersion7().ToString(), UserId = "anita", Name = "Anita", Seconds = 1, Content = "hash", Changes = "[]" };
        Proxy.IsLate = request => HttpMethods.IsDelete(request.Method);
        await avatars.AddAsync(avatar, _room.Temporary("first"), _room.Temporary("picture"), None);
        await avatars.DeleteAsync(avatar.AvatarId, None);
        Assert.True(Proxy.Waiting > 0);

        Proxy.IsLate = _ => false;
        var kept = await avatars.AddAsync(avatar, _room.Temporary("video"), _room.Temporary("picture"), None);
        await Proxy.CarryOutAsync();

        Assert.Equal("video", await _room.ReadAsync(kept.VideoKey));
        Assert.Equal("picture", await _room.ReadAsync(StorageKeys.ThumbnailOf(kept.VideoKey)));
    }

    [Fact]
    public async Task A_picture_of_a_result_stays_when_an_earlier_try_to_keep_it_is_carried_out_late()
    {
        var picture = StorageKeys.ThumbnailOf(await CompletedAsync());
        Proxy.IsLate = request => HttpMethods.IsPut(request.Method);
        await Assert.ThrowsAsync<StorageAwayException>(() => Pictures.KeepPictureAsync(_room.Temporary("picture"), picture, None));
        Assert.True(Proxy.Waiting > 0);

        Proxy.IsLate = _ => false;
        Assert.True(await Pictures.KeepPictureAsync(_room.Temporary("picture"), picture, None));
        await Proxy.CarryOutAsync();

        Assert.Equal("picture", await _room.ReadAsync(picture));
    }

    [Fact]
    public async Task A_picture_that_is_stored_late_after_its_job_was_deleted_goes_with_the_sweep()
    {
        var result = await CompletedAsync();
        Proxy.IsLate = request => HttpMethods.IsPut(request.Method);
        await Assert.ThrowsAsync<StorageAwayException>(() => Pictures.KeepPictureAsync(_room.Temporary("picture"), StorageKeys.PreviewOf(result), None));
        Proxy.IsLate = _ => false;
        Assert.True(await _room.Queue.DeleteAsync(StorageKeys.JobOf(result), None));
        await Proxy.CarryOutAsync();
        Assert.Equal([StorageKeys.PreviewOf(result)], await _room.KeysAsync());

        Assert.Equal(1, await _room.Sweep.RunAsync(None));

        Assert.Empty(await _room.KeysAsync());
    }

    [Fact]
    public async Task The_mark_of_the_storage_stays_its_owners_when_an_older_one_is_written_late()
    {
        var claim = new StorageClaim(_room.Database, _room.Files, [Pictures]);
        Proxy.IsLate = request => HttpMethods.IsPut(request.Method);
        await Assert.ThrowsAsync<StorageAwayException>(() => claim.RenewAsync(None));
        Proxy.IsLate = _ => false;
        await claim.RenewAsync(None);
        await claim.RenewAsync(None);
        await Proxy.CarryOutAsync();

        Assert.NotNull(await claim.OwnerAsync(None));
        Assert.Equal(new(StorageClaim.State.Ours, null), await claim.RenewAsync(None));
        Assert.NotNull(await claim.OwnerAsync(None));
    }

    private JobFiles Pictures => new(_room.Database, _room.Files);

    /// <summary>The key of a result.</summary>
    private async Task<string> CompletedAsync()
    {
        var job = await _room.SubmitAsync();
        Assert.True(await _room.Queue.CompleteAsync((await _room.ClaimAsync())!, _room.Temporary("result"), None));
        return (await _room.FindAsync(job.JobId))!.OutputVideo!;
    }

    private Task SubmitAsync(Job job, string video, string audio) =>
        _room.Queue.SubmitAsync(job, new Dictionary<string, string> { [_room.Temporary(video)] = job.InputVideo, [_room.Temporary(audio)] = job.InputAudio! }, None);

    private async Task AssertReadableAsync(Job job, string video, string audio)
    {
        var stored = (await _room.FindAsync(job.JobId))!;
        Assert.Equal(video, await _room.ReadAsync(stored.InputVideo));
        Assert.Equal(audio, await _room.ReadAsync(stored.InputAudio!));
    }

    private sealed class StoreRoom : SqliteRoom
    {
        public LateStoreProxy Proxy { get; private set; } = null!;

        public Job NewJob()
        {
            var id = Guid.CreateVersion7().ToString();
            return new()
            {
                JobId = id, Kind = "test", UserId = "anita", Feature = "Test", Payload = "{}", InputVideo = StorageKeys.Video(id), InputAudio = StorageKeys.Audio(id),
            };
        }

        public async Task<string> ReadAsync(string key)
        {
            await using var stored = await Files.OpenAsync(key, None) ?? throw new FileNotFoundException(key);
            return await new StreamReader(stored.Content).ReadToEndAsync();
        }

        public override async ValueTask DisposeAsync()
        {
            ((S3FileStore)Files).Dispose();
            await Proxy.DisposeAsync();
            await base.DisposeAsync();
        }

        protected override async Task<IFileStore> OpenFilesAsync()
        {
            var swift = await SwiftStore.Shared;
            Proxy = await LateStoreProxy.StartAsync(swift.Endpoint);
            Clock.Advance(TimeProvider.System.GetUtcNow() - Clock.GetUtcNow());
            return new S3FileStore(Options.Create(new StorageOptions { Url = await swift.NewBucketAsync(), S3 = SwiftStore.Options(Proxy.Url) }), Clock);
        }
    }
}
