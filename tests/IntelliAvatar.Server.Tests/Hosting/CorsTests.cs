using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Hosting;

[Collection(ServerTests.Name)]
public sealed class CorsTests(RunningServer running) : IClassFixture<RunningServer>
{
    private async Task<string?> AllowedAsync(HttpMethod method, string path, string origin)
    {
        using var request = new HttpRequestMessage(method, path) { Headers = { { "Origin", origin } } };
        if (method == HttpMethod.Options)
        {
            request.Headers.Add("Access-Control-Request-Method", "POST");
        }

        using var answer = await running.Client.Http.SendAsync(request);
        return answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values.Single() : null;
    }

    [Theory]
    [InlineData("http://localhost:5173")]
    [InlineData("http://localhost")]
    [InlineData("http://127.0.0.1:3000")]
    [InlineData("http://[::1]:8080")]
    [InlineData("http://[::1]")]
    public async Task A_page_in_development_may_call(string origin)
    {
        Assert.Equal(origin, await AllowedAsync(HttpMethod.Get, "/feature1/jobs", origin));
        Assert.Equal(origin, await AllowedAsync(HttpMethod.Options, "/feature1/create-job", origin));
        Assert.Equal(origin, await AllowedAsync(HttpMethod.Get, "/feature1/download/unknown", origin));
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("http://localhost.evil.example")]
    [InlineData("http://localhost:80.evil.example")]
    [InlineData("https://localhost:5173")]
    [InlineData("http://127.0.0.1.evil.example:3000")]
    [InlineData("http://x@localhost:3000")]
    [InlineData("null")]
    [InlineData("http://[::2]:8080")]
    [InlineData("http://[::1].evil.example")]
    [InlineData("https://[::1]:8080")]
    public async Task A_page_from_elsewhere_may_not(string origin) =>
        Assert.Null(await AllowedAsync(HttpMethod.Get, "/feature1/jobs", origin));

    [Fact]
    public async Task A_name_that_was_bent_to_this_address_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/feature1/jobs") { Headers = { Host = "evil.example" } };
        using var answer = await running.Client.Http.SendAsync(request);
        Assert.Equal(400, (int)answer.StatusCode);
    }
}
