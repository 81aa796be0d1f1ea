using System.Net;
using System.Net.Http.Headers;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Storage.S3;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Storage;

public sealed class S3FileStoreTests : FileStoreContract
{
    private SwiftStore _swift = null!;
    private string _url = null!;

    protected override async Task<IFileStore> OpenStoreAsync()
    {
        _swift = await SwiftStore.Shared;
        _url = await _swift.NewBucketAsync();
        Clock.Advance(TimeProvider.System.GetUtcNow() - Clock.GetUtcNow());
        return Connect(SwiftStore.Options(_swift.Endpoint));
    }

    public override Task DisposeAsync()
    {
        ((S3FileStore)Store).Dispose();
        return base.DisposeAsync();
    }

    [Fact]
    public void A_result_has_its_try_in_its_key_and_people_know_it_without()
    {
        var key = Store.KeyFor("outputs/0.mp4", StorageKeys.NewTry(3));

        Assert.Matches("^outputs/0\\.3-[0-9a-f]{12}\\.mp4$", key);
        Assert.NotEqual(key, Store.KeyFor("outputs/0.mp4", StorageKeys.NewTry(3)));
        Assert.Equal("outputs/0.mp4", StorageKeys.NameOf(key));
        Assert.Equal("outputs/0.mp4", StorageKeys.NameOf("outputs/0.3.mp4"));
    }

    [Fact]
    public async Task Two_attempts_at_a_job_never_share_a_file()
    {
        var name = StorageKeys.Output(Guid.NewGuid().ToString());
        var second = Store.KeyFor(name, StorageKeys.NewTry(2));
        await PublishAsync(second, "of the heir"u8.ToArray());
        await PublishAsync(Store.KeyFor(name, StorageKeys.NewTry(1)), "of one that was thought dead"u8.ToArray());

        Assert.Equal("of the heir", await ReadAsync(second));
    }

    [Fact]
    public async Task A_staged_file_that_was_swept_is_noticed_before_a_row_names_it()
    {
        var (key, temporary) = (NewKey(), Sandbox.Write("result", "result"));
        await Store.StageAsync(temporary, key, None);
        await Store.RemoveAsync(key, None);

        await Assert.ThrowsAsync<StorageAwayException>(() => Store.PublishAsync(temporary, key, None));
        await Store.StageAsync(temporary, key, None);
        await Store.PublishAsync(temporary, key, None);
    }

    [Fact]
    public async Task An_upload_that_was_never_finished_is_given_up_when_it_is_old_and_ours()
    {
        await _swift.BeginUploadAsync(_url, NewKey());
        var (now, later) = (Clock.GetUtcNow() - TimeSpan.FromDays(1), Clock.GetUtcNow() + TimeSpan.FromHours(1));

        Assert.Equal(0, await Store.AbortStaleUploadsAsync(now, _ => true, None));
        Assert.Equal(0, await Store.AbortStaleUploadsAsync(later, _ => false, None));
        Assert.Equal(1, await Store.AbortStaleUploadsAsync(later, _ => true, None));
        Assert.Equal(0, await _swift.UnfinishedAsync(_url));
    }

    [Fact]
    public async Task A_link_gives_the_file_under_its_name_and_a_part_of_it()
    {
        var key = NewKey();
        await PublishAsync(key, "0123456789"u8.ToArray());
        using var store = Connect(SwiftStore.Options(_swift.Endpoint, presigned: true));
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, store.PresignedUrl(key, "talking.mp4")) { Headers = { Range = new RangeHeaderValue(2, 4) } };

        using var answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal("234", await answer.Content.ReadAsStringAsync());
        Assert.Equal("talking.mp4", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.Null(Store.PresignedUrl(key, "talking.mp4"));
    }

    [Fact]
    public async Task What_an_operator_must_mend_is_one_sentence_without_the_secret()
    {
        using var wrongKey = Connect(SwiftStore.Options(_swift.Endpoint, secret: "no secret"));
        using var noBucket = new S3FileStore(Options.Create(new StorageOptions { Url = "s3://nowhere", S3 = SwiftStore.Options(_swift.Endpoint) }), Clock);

        Assert.Contains("Storage:S3:SecretKey", await wrongKey.CheckAsync(None));
        Assert.DoesNotContain("no secret", await wrongKey.CheckAsync(None));
        Assert.Contains("bucket 'nowhere'", await noBucket.CheckAsync(None));
    }

    [Fact]
    public async Task A_store_that_does_not_answer_is_away_in_every_method()
    {
        using var store = Connect(SwiftStore.Options("http://127.0.0.1:1"));
        var temporary = Sandbox.Write("result", "result");

        await Assert.ThrowsAsync<StorageAwayException>(() => store.OpenAsync(NewKey(), None));
        await Assert.ThrowsAsync<StorageAwayException>(() => store.StageAsync(temporary, NewKey(), None));
        await Assert.ThrowsAsync<StorageAwayException>(() => store.RemoveAsync(NewKey(), None));
        await Assert.ThrowsAsync<StorageAwayException>(() => store.CheckAsync(None));
    }

    private S3FileStore Connect(S3Options options) => new(Options.Create(new StorageOptions { Url = _url, S3 = options }), Clock);
}
