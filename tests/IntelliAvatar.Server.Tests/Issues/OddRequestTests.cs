using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>
/// Wrong hosts got a web page, long addresses nothing; HTTP/1.0 without a host passed; members sent twice, texts that are not UTF-8 and
/// tus extensions that are not offered were taken in silence.
/// </summary>
[Collection(ServerIssueTests.Name)]
public sealed class OddRequestTests(RunningServer running) : IClassFixture<RunningServer>
{
    private HttpClient Http => running.Client.Http;

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 400, "host_refused")]
    [InlineData("GET /v1/jobs HTTP/1.1\r\nHost: evil.example:8000\r\n\r\n", 400, "host_refused")]
    [InlineData("GET /v1/jobs HTTP/1.0\r\n\r\n", 400, "host_refused")]
    [InlineData("POST /v1/queue/pause HTTP/1.0\r\nContent-Length: 0\r\n\r\n", 400, "host_refused")]
    [InlineData("GET /v1/jobs HTTP/1.1\r\nHost: \r\n\r\n", 400, "host_refused")]
    [InlineData("POST /v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", 415, "encoding_unsupported")]
    public async Task An_odd_request_is_refused_in_words(string request, int status, string code)
    {
        var (answered, head, body) = await SayAsync(request);

        Assert.Equal((status, code), (answered, JsonDocument.Parse(body).RootElement.GetProperty("code").GetString()));
        Assert.Contains("application/problem+json", head);
        Assert.Contains("X-Content-Type-Options: nosniff", head);
    }

    [Fact]
    public async Task A_long_address_is_refused_in_words()
    {
        foreach (var length in new[] { 8_001, 20_000, 60_000 })
        {
            using var answer = await Http.GetAsync($"/v1/jobs?q={new string('a', length)}");
            Assert.Equal((HttpStatusCode.RequestUriTooLong, "address_too_long"), (answer.StatusCode, (await AvatarClient.ProblemAsync(answer)).GetProperty("code").GetString()));
        }
    }

    [Fact]
    public async Task Large_headers_are_refused_in_words()
    {
        foreach (var length in new[] { 33_000, 100_000 })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/jobs") { Headers = { { "X-Large", new string('a', length) } } };
            using var answer = await Http.SendAsync(request);
            Assert.Equal(
                (HttpStatusCode.RequestHeaderFieldsTooLarge, "headers_too_large"),
                (answer.StatusCode, (await AvatarClient.ProblemAsync(answer)).GetProperty("code").GetString()));
        }
    }

    [Theory]
    [InlineData("/v1/jobs", """{"user_id":"anita","user_id":"mallory","video":{"avatar":"a"},"text":"Hello."}""")]
    [InlineData("/v1/jobs", """{"user_id":"anita","video":{"avatar":"a","avatar":"b"},"text":"Hello."}""")]
    [InlineData("/v1/plan", """{"user_id":"anita","video":{"avatar":"a"},"text":"Hello.","text":"Bye."}""")]
    [InlineData("/v1/batches", """{"user_id":"a","video":{"avatar":"a"},"text":"Hi {name}","items":[{"name":"Ravi","name":"Mina"}]}""")]
    [InlineData("/v1/avatars", """{"user_id":"a","name":"b","upload":"x","name":"c"}""")]
    [InlineData("/v1/queue/pause", """{"reason":"a","reason":"b"}""")]
    public async Task A_member_that_comes_twice_is_refused(string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await Http.PostAsync(path, content);

        Assert.Equal((HttpStatusCode.BadRequest, "json_invalid"), (answer.StatusCode, (await AvatarClient.ProblemAsync(answer)).GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("/v1/jobs", "user_id")]
    [InlineData("/v1/avatars", "name")]
    [InlineData("/feature2/text-to-avatar", "text")]
    public async Task A_field_that_is_not_UTF_8_is_refused(string path, string field)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent([0x61, 0xC3, 0x28]), field } };
        using var answer = await Http.PostAsync(path, form);

        Assert.Equal((HttpStatusCode.BadRequest, $"{field}_invalid"), (answer.StatusCode, (await AvatarClient.ProblemAsync(answer)).GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("Upload-Concat", "partial", "upload_extension_unknown")]
    [InlineData("Upload-Concat", "final;/v1/uploads/a /v1/uploads/b", "upload_extension_unknown")]
    [InlineData("Upload-Checksum", "sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=", "upload_extension_unknown")]
    [InlineData("Upload-Metadata", "filename w", "upload_metadata_invalid")]
    [InlineData("Upload-Metadata", "filename YcMo", "upload_metadata_invalid")]
    [InlineData("Upload-Metadata", "user_id //79", "upload_metadata_invalid")]
    public async Task An_announcement_that_cannot_be_kept_is_refused(string header, string value, string code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/uploads") { Headers = { { "Tus-Resumable", "1.0.0" }, { "Upload-Length", "10" } } };
        request.Headers.TryAddWithoutValidation(header, value);
        using var answer = await Http.SendAsync(request);

        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.StatusCode, (await AvatarClient.ProblemAsync(answer)).GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Bytes_with_a_checksum_that_would_not_be_looked_at_are_refused()
    {
        using var announce = new HttpRequestMessage(HttpMethod.Post, "/v1/uploads") { Headers = { { "Tus-Resumable", "1.0.0" }, { "Upload-Length", "4" } } };
        using var created = await Http.SendAsync(announce);
        using var bytes = new HttpRequestMessage(HttpMethod.Patch, created.Headers.Location) { Content = new ByteArrayContent(new byte[4]) };
        bytes.Content.Headers.ContentType = new("application/offset+octet-stream");
        bytes.Headers.Add("Tus-Resumable", "1.0.0");
        bytes.Headers.Add("Upload-Offset", "0");
        bytes.Headers.Add("Upload-Checksum", "sha1 AAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        using var answer = await Http.SendAsync(bytes);

        Assert.Equal((HttpStatusCode.BadRequest, "upload_extension_unknown"), (answer.StatusCode, (await AvatarClient.ProblemAsync(answer)).GetProperty("code").GetString()));
    }

    private async Task<(int Status, string Head, string Body)> SayAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Http.BaseAddress!.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request.Insert(request.IndexOf('\n') + 1, "Connection: close\r\n")));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var said = await reader.ReadToEndAsync().WaitAsync(AvatarClient.Patience);
        var end = said.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var body = said[(end + 4)..];
        return (int.Parse(said[9..12]), said[..end], body[body.IndexOf('{')..(body.LastIndexOf('}') + 1)]);
    }
}
