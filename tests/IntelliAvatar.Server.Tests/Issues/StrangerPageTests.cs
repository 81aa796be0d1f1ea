using System.Net;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>Any web page could pause the queue or submit jobs through the browser of somebody with a server on the same machine: CORS hides only the answer.</summary>
[Collection(ServerIssueTests.Name)]
public sealed class StrangerPageTests(RunningServer running, SampleMedia media) : IClassFixture<RunningServer>
{
    private HttpClient Http => running.Client.Http;

    [Theory]
    [InlineData("POST", "/v1/queue/pause")]
    [InlineData("POST", "/v1/jobs/x/cancel")]
    [InlineData("POST", "/v1/jobs/x/retry")]
    [InlineData("DELETE", "/v1/jobs/x")]
    [InlineData("PATCH", "/v1/jobs/x")]
    [InlineData("POST", "/v1/jobs")]
    [InlineData("POST", "/v1/uploads")]
    [InlineData("POST", "/v1/avatars")]
    [InlineData("POST", "/v1/batches")]
    [InlineData("POST", "/feature2/text-to-avatar")]
    public async Task A_strangers_page_changes_nothing(string method, string path)
    {
        foreach (var origin in new[] { "https://evil.example", "null", $"http://evil.example:{Http.BaseAddress!.Port}" })
        {
            using var answer = await SendAsync(method, path, ("Origin", origin));
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Equal("origin_refused", (await AvatarClient.ProblemAsync(answer)).GetProperty("code").GetString());
        }

        using var quiet = await SendAsync(method, path, ("Sec-Fetch-Site", "cross-site"));
        Assert.Equal(HttpStatusCode.Forbidden, quiet.StatusCode);
        Assert.DoesNotContain("\"paused\":{", await Http.GetStringAsync("/v1/queue"));
    }

    [Fact]
    public async Task A_strangers_page_submits_nothing()
    {
        Http.DefaultRequestHeaders.Add("Origin", "https://evil.example");
        try
        {
            using var answer = await running.Client.PostSyncAsync(media.Video, media.Speech);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
        finally
        {
            Http.DefaultRequestHeaders.Remove("Origin");
        }
    }

    [Fact]
    public async Task Our_own_page_those_that_are_allowed_and_programs_pass()
    {
        foreach (var origin in new[] { Http.BaseAddress!.GetLeftPart(UriPartial.Authority), $"https://{Http.BaseAddress.Authority}", "http://localhost:5173", null })
        {
            using var answer = await SendAsync("POST", "/v1/queue/resume", origin is null ? [] : [("Origin", origin)]);
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }

        using var reading = await SendAsync("GET", "/v1/queue", ("Origin", "https://evil.example"));
        Assert.Equal(HttpStatusCode.OK, reading.StatusCode);
        Assert.False(reading.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await Http.SendAsync(request);
    }
}
