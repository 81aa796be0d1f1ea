using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>Every announced length was accepted, by one client under many names and on a disk that could not hold it, until the disk was full for all.</summary>
[Collection(ServerIssueTests.Name)]
public sealed class NearlyFullDiskTests(SampleMedia media) : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Below_the_reserve_new_bytes_are_refused_before_they_are_read_and_all_else_goes_on()
    {
        string waits, upload, avatar;
        await using (var before = await ServerProcess.StartAsync(_sandbox.Folder, "api"))
        {
            waits = await before.Client.SyncAsync(media.Video, media.Speech);
            using var kept = await before.Client.Http.PostAsync("/v1/avatars", AvatarClient.Form(("user_id", "anita", null), ("name", "Anita", null), ("video", null, media.Video)));
            avatar = kept.Headers.Location!.ToString().Split('/')[^1];
            using var announced = await AnnounceAsync(before, 10);
            upload = announced.Headers.Location!.ToString();
            Assert.Equal("Healthy", await before.Client.Http.GetStringAsync("/health/ready"));
        }

        await using var server = await ServerProcess.StartAsync(_sandbox.Folder, "api", "--Storage:Reserve=1000 TiB");
        const string Form = "Content-Type: multipart/form-data; boundary=x", Json = "Content-Type: application/json", Tus = "Tus-Resumable: 1.0.0", Bytes = "Content-Type: application/offset+octet-stream";
        foreach (var (method, address, headers) in new[]
        {
            ("POST", "/feature1/create-job?user_id=anita", Form),
            ("POST", "/feature2/text-to-avatar", Form),
            ("POST", "/v1/jobs", Form),
            ("POST", "/v1/jobs", Json),
            ("POST", "/v1/avatars", Form),
            ("POST", "/v1/avatars", Json),
            ("POST", "/v1/plan", Form),
            ("POST", $"/v1/jobs/{waits}/retry", Json),
            ("POST", "/v1/uploads", $"{Tus}\r\nUpload-Length: 10"),
            ("POST", "/v1/uploads", $"{Tus}\r\nUpload-Length: 400000000\r\n{Bytes}"),
            ("PATCH", upload, $"{Tus}\r\nUpload-Offset: 0\r\n{Bytes}"),
            ("POST", upload, $"{Tus}\r\nUpload-Offset: 0\r\nX-HTTP-Method-Override: PATCH\r\n{Bytes}"),
        })
        {
            using var socket = await BeginAsync(server, method, address, $"{headers}\r\nContent-Length: 400000000");
            var answer = await ReadHeadAsync(socket);
            Assert.True(answer.StartsWith("HTTP/1.1 503", StringComparison.Ordinal) && answer.Contains("Retry-After: 60", StringComparison.Ordinal), $"{method} {address}: {answer}");
        }

        using (var batch = await server.Client.Http.PostAsync("/v1/batches", JsonOf($$$"""{"user_id": "anita", "video": {"avatar": "{{{avatar}}}"}, "text": "Hello.", "items": [{}]}""")))
        {
            await AssertFullAsync(batch);
        }

        using (var plan = await server.Client.Http.PostAsync("/v1/plan", JsonOf($$$"""{"user_id": "anita", "video": {"avatar": "{{{avatar}}}"}, "text": "Hello."}""")))
        {
            Assert.Contains("storage_nearly_full", await plan.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using (var sync = await server.Client.PostSyncAsync(media.Video, media.Speech))
        {
            Assert.Matches(@"[\d.]+ [KMGT]iB are free, and 1024000 GiB are kept", await AssertFullAsync(sync));
        }

        Assert.StartsWith("Degraded: The server's disk is nearly full", await server.Client.Http.GetStringAsync("/health/ready"), StringComparison.Ordinal);
        var queue = JsonDocument.Parse(await server.Client.Http.GetStringAsync("/v1/queue")).RootElement;
        Assert.StartsWith("The server's disk is nearly full", queue.GetProperty("not_accepting").GetString(), StringComparison.Ordinal);
        foreach (var page in (string[])["/", "/model-servers"])
        {
            Assert.Matches("No new jobs are accepted.*disk is nearly full: .* are kept", await server.Client.Http.GetStringAsync(page));
        }

        Assert.NotEmpty(await server.Client.Http.GetByteArrayAsync($"/v1/jobs/{waits}/input/video"));
        using var cancelled = await server.Client.Http.PostAsync($"/v1/jobs/{waits}/cancel", null);
        Assert.Equal(HttpStatusCode.OK, cancelled.StatusCode);
        using var deleted = await server.Client.Http.DeleteAsync($"/v1/jobs/{waits}");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
    }

    [RootFact]
    public async Task What_was_announced_and_has_not_come_counts_as_used_for_all_users()
    {
        using var disk = Mounted.Small(_sandbox.Path("storage"), megabytes: 64);
        await using var server = await ServerProcess.StartAsync(
            _sandbox.Folder, "api", $"--Database:Url=sqlite:{_sandbox.Path("jobs.db")}", "--Storage:Reserve=16 MiB", "--ForwardedHeaders:Enabled=true");
        using var first = await AnnounceAsync(server, 20 << 20, "anita", "192.0.2.1");
        using (var fromHere = await AnnounceAsync(server, 20 << 20, "ravi", "192.0.2.1"))
        {
            Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(60)), (fromHere.StatusCode, fromHere.Headers.RetryAfter?.Delta));
            Assert.StartsWith("Uploads from your address already have half", (await AvatarClient.ProblemAsync(fromHere)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        using var second = await AnnounceAsync(server, 20 << 20, "ravi", "192.0.2.2");
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, second.StatusCode));
        using (var third = await AnnounceAsync(server, 20 << 20, "mina", "192.0.2.3"))
        {
            Assert.Contains("40 MiB are expected", await AssertFullAsync(third), StringComparison.Ordinal);
        }

        using (var tooLong = await BeginAsync(server, "POST", "/v1/jobs", $"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {60 << 20}"))
        {
            Assert.StartsWith("HTTP/1.1 503", await ReadHeadAsync(tooLong), StringComparison.Ordinal);
        }

        // Room that was only announced keeps no small form out.
        await server.Client.SyncAsync(media.Video, media.Speech);

        disk.Fill();
        using (var full = await PatchAsync(server, first, new byte[1 << 20]))
        {
            await AssertFullAsync(full);
        }

        disk.Free();
        using var goesOn = await PatchAsync(server, first, new byte[1 << 20]);
        Assert.Equal(HttpStatusCode.NoContent, goesOn.StatusCode);
        using var gone = await SendAsync(server, HttpMethod.Delete, second.Headers.Location!.ToString());
        using var again = await AnnounceAsync(server, 20 << 20, "mina");
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.Created), (gone.StatusCode, again.StatusCode));
    }

    [RootFact]
    public async Task An_upload_that_fills_the_disk_is_stopped_at_the_reserve_and_keeps_what_has_come()
    {
        using var disk = Mounted.Small(_sandbox.Path("storage"), megabytes: 64);
        await using var server = await ServerProcess.StartAsync(_sandbox.Folder, "api", $"--Database:Url=sqlite:{_sandbox.Path("jobs.db")}", "--Storage:Reserve=16 MiB");
        using var upload = await AnnounceAsync(server, 40 << 20);
        File.WriteAllBytes(_sandbox.Path("storage", "other"), new byte[20 << 20]);

        using (var stopped = await PatchAsync(server, upload, new byte[40 << 20]))
        {
            await AssertFullAsync(stopped);
        }

        using var head = await SendAsync(server, HttpMethod.Head, upload.Headers.Location!.ToString());
        Assert.InRange(long.Parse(head.Headers.GetValues("Upload-Offset").Single(), null), 16 << 20, 39 << 20);
    }

    [Theory]
    [InlineData("/v1/jobs")]
    [InlineData("/feature2/text-to-avatar")]
    public async Task So_many_forms_arrive_at_once_and_the_next_is_told_when_to_come_again(string address)
    {
        await using var server = await ServerProcess.StartAsync(_sandbox.Folder, "api", "--Uploads:MaxForms=2");
        const string Headers = "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 100000";
        var slow = new List<TcpClient>();
        using (var busy = await Eventually.GetAsync(
            async () =>
            {
                // The server gives one that sends nothing up after some seconds.
                slow.Add(await BeginAsync(server, "POST", "/v1/avatars", Headers));
                slow.Add(await BeginAsync(server, "POST", "/feature1/create-job?user_id=ravi", Headers));
                return await SmallFormAsync();
            },
            answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable))
        {
            Assert.Equal("uploads_busy", (await AvatarClient.ProblemAsync(busy)).GetProperty("code").GetString());
            Assert.Equal(TimeSpan.FromSeconds(30), busy.Headers.RetryAfter?.Delta);
        }

        slow.ForEach(socket => socket.Dispose());
        using var free = await Eventually.GetAsync(() => SmallFormAsync(), answer => answer.StatusCode != HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, free.StatusCode);

        Task<HttpResponseMessage> SmallFormAsync() => server.Client.Http.PostAsync(address, AvatarClient.Form(("user_id", "anita", null)));
    }

    private static async Task<string> AssertFullAsync(HttpResponseMessage answer)
    {
        var problem = await AvatarClient.ProblemAsync(answer);
        Assert.Equal((503, "storage_nearly_full"), ((int)answer.StatusCode, problem.GetProperty("code").GetString()));
        Assert.Equal(TimeSpan.FromSeconds(60), answer.Headers.RetryAfter?.Delta);
        return problem.GetProperty("detail").GetString()!;
    }

    private static Task<HttpResponseMessage> AnnounceAsync(ServerProcess server, long length, string user = "anita", string address = "127.0.0.1") => SendAsync(
        server,
        HttpMethod.Post,
        "/v1/uploads",
        ("Upload-Length", $"{length}"),
        ("Upload-Metadata", $"user_id {Convert.ToBase64String(Encoding.UTF8.GetBytes(user))}"),
        ("X-Forwarded-For", address));

    private static Task<HttpResponseMessage> PatchAsync(ServerProcess server, HttpResponseMessage upload, byte[] bytes)
    {
        var request = Request(HttpMethod.Patch, upload.Headers.Location!.ToString(), [("Upload-Offset", "0")]);
        request.Content = new ByteArrayContent(bytes) { Headers = { ContentType = new("application/offset+octet-stream") } };
        return server.Client.Http.SendAsync(request);
    }

    private static Task<HttpResponseMessage> SendAsync(ServerProcess server, HttpMethod method, string address, params (string Name, string Value)[] headers) =>
        server.Client.Http.SendAsync(Request(method, address, headers));

    private static HttpRequestMessage Request(HttpMethod method, string address, (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, address) { Headers = { { "Tus-Resumable", "1.0.0" } } };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return request;
    }

    private static StringContent JsonOf(string json) => new(json, Encoding.UTF8, "application/json");

    /// <summary>Sends the head of a request and none of its body.</summary>
    private static async Task<TcpClient> BeginAsync(ServerProcess server, string method, string address, string headers)
    {
        var socket = new TcpClient();
        var url = server.Client.Http.BaseAddress!;
        await socket.ConnectAsync(url.Host, url.Port);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"{method} {address} HTTP/1.1\r\nHost: {url.Authority}\r\n{headers}\r\n\r\n"));
        return socket;
    }

    private static async Task<string> ReadHeadAsync(TcpClient socket)
    {
        using var reader = new StreamReader(socket.GetStream(), Encoding.ASCII, leaveOpen: true);
        var head = new StringBuilder();
        while (await reader.ReadLineAsync().WaitAsync(AvatarClient.Patience) is { Length: > 0 } line)
        {
            head.AppendLine(line);
        }

        return head.ToString();
    }
}
