using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IntelliAvatar.Server.Assets;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Features;

[Collection(ServerTests.Name)]
public sealed class UploadTests(RunningServer running, SampleMedia media) : IClassFixture<RunningServer>
{
    private const string Type = "application/offset+octet-stream";

    private HttpClient Http => running.Client.Http;

    [Fact]
    public async Task An_upload_that_breaks_20_times_at_random_bytes_arrives_as_it_was()
    {
        var speech = Noise("cut.wav", seconds: 18);
        var random = new Random(20);
        await using var line = new CuttingRelay(Http.BaseAddress!, Enumerable.Range(0, 20).Select(_ => random.Next(0, 40_000)));

        var upload = await TusClient.UploadAsync(line.Url, speech, "anita");

        Assert.Equal(20, line.Broken);
        var state = await StateAsync(upload);
        Assert.Equal(("ARRIVED", "anita", "cut.wav"), (state.GetProperty("status").GetString(), state.GetProperty("user_id").GetString(), state.GetProperty("file_name").GetString()));
        Assert.Equal(await File.ReadAllBytesAsync(speech), await SpokenAsync(upload));
    }

    [Fact]
    public async Task An_upload_that_is_cut_by_hand_goes_on_where_the_server_says()
    {
        var bytes = await File.ReadAllBytesAsync(Noise("hand.wav", seconds: 10));
        var upload = await CreateAsync(bytes.Length);
        var random = new Random(7);
        for (var cuts = 0; cuts < 20; cuts++)
        {
            var offset = await OffsetAsync(upload);
            var sent = random.Next(0, 20_000);
            await SendAndBreakAsync(upload, offset, bytes.AsMemory((int)offset, (int)Math.Min(sent, bytes.Length - offset - 1)), bytes.Length - offset);
            Assert.Equal(offset + sent, await Eventually.GetAsync(() => OffsetAsync(upload), now => now == offset + sent));
        }

        var from = await OffsetAsync(upload);
        using var last = await PatchAsync(upload, from, bytes[(int)from..]);

        Assert.Equal((HttpStatusCode.NoContent, $"{bytes.Length}"), (last.StatusCode, last.Headers.GetValues("Upload-Offset").Single()));
        Assert.Equal(bytes, await SpokenAsync(upload));
    }

    [Fact]
    public async Task Two_who_send_at_one_place_do_not_mix()
    {
        var upload = await CreateAsync(200_000);
        var pieces = Enumerable.Range(1, 8).Select(i => Enumerable.Repeat((byte)i, 100_000).ToArray()).ToList();

        var answers = await Task.WhenAll(pieces.Select(piece => PatchAsync(upload, 0, piece)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.NoContent);
        Assert.All(answers.Where(answer => answer.StatusCode != HttpStatusCode.NoContent), answer => Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode));
        Assert.Equal(100_000, await OffsetAsync(upload));
        var kept = Assert.Single(Directory.GetFiles(Path.Combine(running.Storage, "incoming", upload)));
        Assert.Single((await File.ReadAllBytesAsync(kept)).Distinct());
    }

    [Fact]
    public async Task The_server_says_what_it_can()
    {
        using var answer = await Http.SendAsync(new HttpRequestMessage(HttpMethod.Options, "/v1/uploads"));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("1.0.0", answer.Headers.GetValues("Tus-Version").Single());
        Assert.Equal("creation,creation-with-upload,termination,expiration", answer.Headers.GetValues("Tus-Extension").Single());
        Assert.Equal("3000000", answer.Headers.GetValues("Tus-Max-Size").Single());
    }

    [Fact]
    public async Task Another_version_of_the_protocol_is_refused_with_ours()
    {
        using var answer = await SendAsync(HttpMethod.Post, "/v1/uploads", [("Upload-Length", "10")], version: "0.2.2");

        Assert.Equal("1.0.0", answer.Headers.GetValues("Tus-Version").Single());
        Assert.Equal("tus_version", await CodeAsync(HttpStatusCode.PreconditionFailed, answer));
    }

    [Theory]
    [InlineData("10", "filename Li4vLi4vZXNjYXBlZC5tcDQ=", 201, null)] // ../../escaped.mp4 is only a text
    [InlineData("10", "is_private", 201, null)]
    [InlineData("10", "filename ***", 400, "upload_metadata_invalid")]
    [InlineData("10", "filename YQ==,filename YQ==", 400, "upload_metadata_invalid")]
    [InlineData("10", "user_id AAEC", 422, "user_id_invalid")]
    [InlineData("0", "", 400, "upload_length_invalid")]
    [InlineData("-1", "", 400, "upload_length_invalid")]
    [InlineData("", "", 400, "upload_length_invalid")]
    [InlineData("3000001", "", 413, "upload_too_large")]
    public async Task An_announcement_is_looked_at(string length, string metadata, int status, string? code)
    {
        using var answer = await SendAsync(HttpMethod.Post, "/v1/uploads", [("Upload-Length", length), ("Upload-Metadata", metadata)]);

        if (code is not null)
        {
            Assert.Equal(code, await CodeAsync((HttpStatusCode)status, answer));
            return;
        }

        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
        using var head = await SendAsync(HttpMethod.Head, answer.Headers.Location!.ToString(), []);
        Assert.Equal(metadata, head.Headers.GetValues("Upload-Metadata").Single());
        using var sent = await PatchAsync(IdOf(answer), 0, new byte[10]);
        Assert.Equal(HttpStatusCode.NoContent, sent.StatusCode);
        Assert.DoesNotContain(
            Directory.EnumerateFiles(Path.GetDirectoryName(running.Storage)!, "*", SearchOption.AllDirectories), file => file.Contains("escaped", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("10")] // both is a contradiction
    [InlineData(null)] // and alone it is an extension that this server does not have
    public async Task A_length_that_is_to_come_later_is_refused(string? length)
    {
        (string, string)[] headers = length is null ? [("Upload-Defer-Length", "1")] : [("Upload-Length", length), ("Upload-Defer-Length", "1")];
        using var answer = await SendAsync(HttpMethod.Post, "/v1/uploads", headers);
        Assert.Equal("upload_length_deferred", await CodeAsync(HttpStatusCode.BadRequest, answer));
    }

    [Fact]
    public async Task Who_has_too_many_on_the_way_is_told_to_come_back()
    {
        using var sandbox = new Sandbox();
        await using var server = await ServerProcess.StartAsync(sandbox.Folder, "api", "--Uploads:MaxUnfinishedPerUser=1");

        using var first = await AnnounceAsync(server);
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        using var second = await AnnounceAsync(server);

        Assert.Equal("uploads_too_many", await CodeAsync(HttpStatusCode.TooManyRequests, second));
        Assert.Equal(TimeSpan.FromSeconds(60), second.Headers.RetryAfter!.Delta);

        static Task<HttpResponseMessage> AnnounceAsync(ServerProcess server)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/v1/uploads");
            request.Headers.Add("Tus-Resumable", "1.0.0");
            request.Headers.Add("Upload-Length", "10");
            return server.Client.Http.SendAsync(request);
        }
    }

    [Fact]
    public async Task The_first_bytes_may_come_with_the_announcement()
    {
        using var answer = await SendAsync(HttpMethod.Post, "/v1/uploads", [("Upload-Length", "10")], new byte[4]);

        Assert.Equal((HttpStatusCode.Created, "4"), (answer.StatusCode, answer.Headers.GetValues("Upload-Offset").Single()));
        Assert.Equal(4, await OffsetAsync(IdOf(answer)));
    }

    [Fact]
    public async Task A_wrong_place_a_wrong_type_and_too_much_are_refused_and_change_nothing()
    {
        var upload = await CreateAsync(10);

        Assert.Equal("upload_offset_mismatch", await CodeAsync(HttpStatusCode.Conflict, await PatchAsync(upload, 3, new byte[4])));
        Assert.Equal("upload_offset_invalid", await CodeAsync(HttpStatusCode.BadRequest, await SendAsync(HttpMethod.Patch, $"/v1/uploads/{upload}", [], new byte[4])));
        Assert.Equal("upload_too_large", await CodeAsync(HttpStatusCode.RequestEntityTooLarge, await PatchAsync(upload, 0, new byte[11])));
        Assert.Equal("upload_type_invalid", await CodeAsync(HttpStatusCode.UnsupportedMediaType, await SendAsync(HttpMethod.Patch, $"/v1/uploads/{upload}", [("Upload-Offset", "0")], new byte[4], "application/octet-stream")));
        Assert.Equal("upload_unknown", await CodeAsync(HttpStatusCode.NotFound, await PatchAsync(Guid.NewGuid().ToString(), 0, new byte[4])));
        Assert.Equal(0, await OffsetAsync(upload));
    }

    [Fact]
    public async Task A_client_that_may_not_say_patch_or_delete_says_post()
    {
        var upload = await CreateAsync(10);

        using var sent = await SendAsync(HttpMethod.Post, $"/v1/uploads/{upload}", [("Upload-Offset", "0"), ("X-HTTP-Method-Override", "PATCH")], new byte[10]);
        Assert.Equal(HttpStatusCode.NoContent, sent.StatusCode);
        using var ended = await SendAsync(HttpMethod.Post, $"/v1/uploads/{upload}", [("X-HTTP-Method-Override", "DELETE")]);
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        using var gone = await Http.GetAsync($"/v1/uploads/{upload}");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task A_deleted_upload_leaves_nothing()
    {
        var upload = await CreateAsync(10);
        using var sent = await PatchAsync(upload, 0, new byte[4]);

        using var deleted = await SendAsync(HttpMethod.Delete, $"/v1/uploads/{upload}", []);

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        using var head = await SendAsync(HttpMethod.Head, $"/v1/uploads/{upload}", []);
        Assert.Equal(HttpStatusCode.NotFound, head.StatusCode);
        Assert.False(Directory.Exists(Path.Combine(running.Storage, "incoming", upload)));
    }

    [Fact]
    public async Task After_a_kill_it_goes_on_from_what_is_on_the_disk()
    {
        using var sandbox = new Sandbox();
        var bytes = RandomNumberGenerator.GetBytes(12 << 20);
        string upload;
        await using (var server = await ServerProcess.StartAsync(sandbox.Folder, "api"))
        {
            using var created = await SendAsync(HttpMethod.Post, "/v1/uploads", [("Upload-Length", $"{bytes.Length}")], to: server.Client.Http);
            upload = IdOf(created);
            using var socket = await OpenPatchAsync(server.Client.Http.BaseAddress!, upload, 0, bytes.Length);
            await socket.GetStream().WriteAsync(bytes.AsMemory(0, 10 << 20));
            await Eventually.GetAsync(() => OffsetAsync(upload, server.Client.Http), offset => offset > 0);
            await server.KillAsync();
        }

        await using (var again = await ServerProcess.StartAsync(sandbox.Folder, "api"))
        {
            var offset = await OffsetAsync(upload, again.Client.Http);
            Assert.Equal(8 << 20, offset);
            using var rest = await PatchAsync(upload, offset, bytes[(int)offset..], again.Client.Http);
            Assert.Equal(HttpStatusCode.NoContent, rest.StatusCode);
            Assert.Equal(0, await again.StopAsync());
        }

        using var database = new SqliteDatabase(Options.Create(new DatabaseOptions { Url = $"sqlite:{sandbox.Path("storage", "jobs.db")}" }), TimeProvider.System);
        var store = new DiskFileStore(Options.Create(new StorageOptions { Url = "file:" + sandbox.Path("storage") }));
        var uploads = new Server.Assets.Uploads(database, store, Options.Create(new UploadOptions()), TimeProvider.System);
        await uploads.AssembleAsync((await uploads.FindAsync(upload, CancellationToken.None))!, sandbox.Path("whole"), CancellationToken.None);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(sandbox.Path("whole")));
    }

    /// <summary>A wav of the form that is kept byte for byte.</summary>
    private string Noise(string name, int seconds) =>
        media.Make(name, "-f", "lavfi", "-i", $"anoisesrc=r=24000:d={seconds}:a=0.3:seed=5", "-ac", "1", "-c:a", "pcm_s16le", "-fflags", "+bitexact", "-flags:a", "+bitexact");

    /// <summary>What a job gets that names the upload.</summary>
    private async Task<byte[]> SpokenAsync(string upload)
    {
        var video = await UploadAsync(await File.ReadAllBytesAsync(media.Video));
        using var created = await Http.PostAsync("/v1/jobs", JsonContentOf($$$"""{"user_id": "anita", "video": {"upload": "{{{video}}}"}, "audio": {"upload": "{{{upload}}}"}}"""));
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        return await Http.GetByteArrayAsync($"{created.Headers.Location}/input/audio");
    }

    private async Task<string> UploadAsync(byte[] bytes)
    {
        using var created = await SendAsync(HttpMethod.Post, "/v1/uploads", [("Upload-Length", $"{bytes.Length}")], bytes);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        return IdOf(created);
    }

    private async Task<string> CreateAsync(long length)
    {
        using var created = await SendAsync(HttpMethod.Post, "/v1/uploads", [("Upload-Length", $"{length}")]);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        return IdOf(created);
    }

    private async Task<JsonElement> StateAsync(string upload) => JsonDocument.Parse(await Http.GetStringAsync($"/v1/uploads/{upload}")).RootElement;

    private async Task<long> OffsetAsync(string upload, HttpClient? to = null)
    {
        using var head = await SendAsync(HttpMethod.Head, $"/v1/uploads/{upload}", [], to: to);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Contains("no-store", head.Headers.CacheControl!.ToString());
        Assert.True(DateTimeOffset.Parse(head.Headers.GetValues("Upload-Expires").Single(), null) > TimeProvider.System.GetUtcNow());
        return long.Parse(head.Headers.GetValues("Upload-Offset").Single(), null);
    }

    private Task<HttpResponseMessage> PatchAsync(string upload, long offset, byte[] bytes, HttpClient? to = null) =>
        SendAsync(HttpMethod.Patch, $"/v1/uploads/{upload}", [("Upload-Offset", $"{offset}")], bytes, to: to);

    private Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, (string Name, string Value)[] headers, byte[]? body = null, string type = Type, string version = "1.0.0", HttpClient? to = null)
    {
        var request = new HttpRequestMessage(method, path) { Headers = { { "Tus-Resumable", version } } };
        foreach (var (name, value) in headers.Where(header => header.Value.Length > 0))
        {
            request.Headers.Add(name, value);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new(type) } };
        }

        return (to ?? Http).SendAsync(request);
    }

    private async Task SendAndBreakAsync(string upload, long offset, ReadOnlyMemory<byte> bytes, long announced)
    {
        using var socket = await OpenPatchAsync(Http.BaseAddress!, upload, offset, announced);
        await socket.GetStream().WriteAsync(bytes);

        // Until the server has them: of what comes together with the end of the line Kestrel gives nothing on.
        await Eventually.HoldsAsync(() => Directory.EnumerateFiles(Path.Combine(running.Storage, "tmp"), $"{offset}.piece", SearchOption.AllDirectories)
            .Any(piece => new FileInfo(piece) is { Exists: true } file && file.Length == bytes.Length));
        socket.Client.Shutdown(SocketShutdown.Send);
    }

    private static async Task<TcpClient> OpenPatchAsync(Uri server, string upload, long offset, long length)
    {
        var socket = new TcpClient();
        await socket.ConnectAsync(server.Host, server.Port);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"PATCH /v1/uploads/{upload} HTTP/1.1\r\nHost: {server.Authority}\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: {offset}\r\nContent-Type: {Type}\r\nContent-Length: {length}\r\n\r\n"));
        return socket;
    }

    private static StringContent JsonContentOf(string json) => new(json, Encoding.UTF8, "application/json");

    private static string IdOf(HttpResponseMessage created) => created.Headers.Location!.ToString().Split('/')[^1];

    private static async Task<string?> CodeAsync(HttpStatusCode status, HttpResponseMessage answer)
    {
        Assert.Equal(status, answer.StatusCode);
        return (await AvatarClient.ProblemAsync(answer)).GetProperty("code").GetString();
    }
}
