using IntelliAvatar.Server.Features.JobMedia;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Tests.Jobs;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Features;

/// <summary>Pictures of finished videos that many ask for at the same moment.</summary>
[Collection(ServerTests.Name)]
public sealed class PictureTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = AvatarClient.Patience;

    private readonly SqliteRoom _room = new();
    private readonly SampleMedia _media;
    private readonly ThumbnailMaker _pictures = new(Options.Create(new MediaLimits()));
    private Workspace _workspace = null!;
    private WatchedStore _store = null!;
    private GetPicture _get = null!;

    public PictureTests(SampleMedia media) => _media = media;

    public async Task InitializeAsync()
    {
        await _room.OpenAsync();
        _workspace = new Workspace(Options.Create(new StorageOptions { Url = "file:" + _room.Sandbox.Path("storage") }));
        _store = new WatchedStore(_room.Files);
        _get = new GetPicture(_room.Queue, new JobFiles(_room.Database, _store), _store, _workspace, _pictures, new Runs());
    }

    public async Task DisposeAsync()
    {
        _pictures.Dispose();
        _workspace.Dispose();
        await _room.DisposeAsync();
    }

    [Fact]
    public async Task One_that_many_ask_for_at_once_is_made_once()
    {
        const int Many = 8;
        var id = await CompletedAsync();
        _store.Looks = new(Many); // nobody goes on until all have seen that there is none

        var pictures = await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => PictureAsync(id))).WaitAsync(Patience);

        Assert.Equal(1, _store.Fetched);
        Assert.All(pictures, picture => Assert.Equal([0xFF, 0xD8, 0xFF], picture[..3]));
    }

    [Fact]
    public async Task Who_looked_before_it_was_there_and_comes_after_does_not_make_it_again()
    {
        var id = await CompletedAsync();
        _store.HoldFirstLook = new();
        var late = PictureAsync(id);
        await _store.Looked.Task.WaitAsync(Patience);
        await PictureAsync(id).WaitAsync(Patience);

        _store.HoldFirstLook.SetResult();

        Assert.NotEmpty(await late.WaitAsync(Patience));
        Assert.Equal(1, _store.Fetched);
    }

    [Fact]
    public async Task The_one_who_asked_first_may_hang_up()
    {
        var id = await CompletedAsync();
        _store.HoldFetch = new();
        using var hangsUp = new CancellationTokenSource();
        var first = PictureAsync(id, hangsUp.Token);
        await _store.Fetching.Task.WaitAsync(Patience);
        var second = PictureAsync(id);

        await hangsUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.WaitAsync(Patience));
        _store.HoldFetch.SetResult();

        Assert.NotEmpty(await second.WaitAsync(Patience));
        Assert.Equal(1, _store.Fetched);
    }

    [Fact]
    public async Task One_that_could_not_be_made_once_is_made_when_asked_for_again()
    {
        var id = await CompletedAsync();
        Directory.Move(_workspace.Folder, _workspace.Folder + ".away");
        await File.WriteAllTextAsync(_workspace.Folder, "in the way of every scratch folder");
        await Assert.ThrowsAnyAsync<IOException>(() => PictureAsync(id).WaitAsync(Patience));

        File.Delete(_workspace.Folder);
        Directory.Move(_workspace.Folder + ".away", _workspace.Folder);

        Assert.NotEmpty(await PictureAsync(id).WaitAsync(Patience));
    }

    [Fact]
    public async Task No_more_videos_are_fetched_than_pictures_are_made_at_once()
    {
        var turns = Math.Max(1, Environment.ProcessorCount / 2);
        var ids = new List<string>();
        for (var i = 0; i < turns + 4; i++)
        {
            ids.Add(await CompletedAsync());
        }

        _store.FetchAfter = new(ids.Count); // a fetch lasts until all have asked

        await Task.WhenAll(ids.Select(id => PictureAsync(id))).WaitAsync(Patience);

        Assert.Equal(ids.Count, _store.Fetched);
        Assert.InRange(_store.MostAtOnce, 1, turns);
    }

    private async Task<string> CompletedAsync()
    {
        var job = await _room.SubmitAsync();
        var claim = (await _room.ClaimAsync())!;
        var result = _room.Temporary("");
        File.Copy(_media.Result, result, overwrite: true);
        Assert.True(await _room.Queue.CompleteAsync(claim, result, CancellationToken.None));
        return job.JobId;
    }

    private async Task<byte[]> PictureAsync(string jobId, CancellationToken cancel = default)
    {
        var answer = await GetPicture.HandleThumbnail(jobId, new DefaultHttpContext().Response, _get, cancel);
        await using var stream = Assert.IsType<FileStreamHttpResult>(answer.Result).FileStream;
        var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, CancellationToken.None);
        return bytes.ToArray();
    }

    /// <summary>A store that counts, and that a test holds up.</summary>
    private sealed class WatchedStore(IFileStore inner) : IFileStore
    {
        private int _fetched, _atOnce, _mostAtOnce, _looks;

        public Gathering? Looks { get; set; }

        public Gathering? FetchAfter { get; set; }

        public TaskCompletionSource? HoldFirstLook { get; set; }

        public TaskCompletionSource Looked { get; } = new();

        public TaskCompletionSource? HoldFetch { get; set; }

        public TaskCompletionSource Fetching { get; } = new();

        public int Fetched => _fetched;

        public int MostAtOnce => _mostAtOnce;

        public async Task<StoredFile?> OpenAsync(string key, CancellationToken cancel)
        {
            var found = await inner.OpenAsync(key, cancel);
            var look = Interlocked.Increment(ref _looks);
            Looked.TrySetResult();
            if (found is null)
            {
                await (Looks?.ArriveAsync() ?? Task.CompletedTask);
                FetchAfter?.Arrive();
                await (look == 1 && HoldFirstLook is { } hold ? hold.Task : Task.CompletedTask);
            }

            return found;
        }

        public async Task<string> LocalAsync(string key, TempFolder scratch, CancellationToken cancel)
        {
            Interlocked.Increment(ref _fetched);
            var now = Interlocked.Increment(ref _atOnce);
            InterlockedMax(ref _mostAtOnce, now);
            Fetching.TrySetResult();
            await (FetchAfter?.All ?? HoldFetch?.Task ?? Task.CompletedTask);
            var path = await inner.LocalAsync(key, scratch, cancel);
            Interlocked.Decrement(ref _atOnce);
            return path;
        }

        public string KeyFor(string name, string tryId) => inner.KeyFor(name, tryId);

        public Task StageAsync(string source, string key, CancellationToken cancel) => inner.StageAsync(source, key, cancel);

        public Task PublishAsync(string source, string key, CancellationToken cancel) => inner.PublishAsync(source, key, cancel);

        public Uri? PresignedUrl(string key, string name) => inner.PresignedUrl(key, name);

        public Task RemoveAsync(string key, CancellationToken cancel) => inner.RemoveAsync(key, cancel);

        public IAsyncEnumerable<StoredKey> ListKeysAsync(CancellationToken cancel) => inner.ListKeysAsync(cancel);

        public Task<int> AbortStaleUploadsAsync(DateTimeOffset begunBefore, Func<string, bool> isOurs, CancellationToken cancel) => inner.AbortStaleUploadsAsync(begunBefore, isOurs, cancel);

        public Task<string?> ReadMarkAsync(CancellationToken cancel) => inner.ReadMarkAsync(cancel);

        public Task WriteMarkAsync(string text, CancellationToken cancel) => inner.WriteMarkAsync(text, cancel);

        public Task<string?> CheckAsync(CancellationToken cancel) => inner.CheckAsync(cancel);

        private static void InterlockedMax(ref int most, int now)
        {
            for (var seen = most; seen < now; seen = most)
            {
                Interlocked.CompareExchange(ref most, now, seen);
            }
        }
    }

    /// <summary>Those who come first wait until so many are there; who comes later passes.</summary>
    private sealed class Gathering(int many)
    {
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _here;

        public Task All => _all.Task;

        public void Arrive()
        {
            if (Interlocked.Increment(ref _here) == many)
            {
                _all.SetResult();
            }
        }

        public Task ArriveAsync()
        {
            Arrive();
            return All;
        }
    }

    private sealed class Runs : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => throw new NotSupportedException();
    }
}
