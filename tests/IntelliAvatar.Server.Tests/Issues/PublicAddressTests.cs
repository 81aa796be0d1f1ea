using System.Net;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>Behind a proxy every button of the dashboard was refused: its origin was compared with a host that the proxy had written over.</summary>
[Collection(ServerIssueTests.Name)]
public sealed class PublicAddressTests(PublicAddressTests.Studio studio) : IClassFixture<PublicAddressTests.Studio>
{
    public sealed class Studio : IAsyncLifetime
    {
        private readonly Sandbox _sandbox = new();

        public ServerProcess Server { get; private set; } = null!;

        public async Task InitializeAsync() => Server = await ServerProcess.StartAsync(_sandbox.Folder, "api", "--PublicUrl=https://Studio.example/");

        public async Task DisposeAsync()
        {
            await Server.DisposeAsync();
            _sandbox.Dispose();
        }
    }

    private async Task<(HttpStatusCode Status, string Body)> ResumeAsync(string host, string? origin, string? site = null, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Post, "/v1/queue/resume") { Headers = { Host = host } };
        foreach (var (name, value) in new[] { ("Origin", origin), ("Sec-Fetch-Site", site) })
        {
            if (value is not null)
            {
                request.Headers.Add(name, value);
            }
        }

        using var answer = await studio.Server.Client.Http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("studio.example", "https://studio.example")] // the proxy passes the host on
    [InlineData("STUDIO.example:443", "https://studio.example")]
    [InlineData("127.0.0.1", "https://studio.example")] // the proxy writes it over
    [InlineData("localhost:8000", "https://studio.example")]
    [InlineData("127.0.0.1:8000", "http://127.0.0.1:8000")] // on the machine itself, past the proxy
    [InlineData("studio.example", null)] // a program
    public async Task Its_own_pages_may_act(string host, string? origin) =>
        Assert.Equal(HttpStatusCode.NoContent, (await ResumeAsync(host, origin)).Status);

    [Theory]
    [InlineData("studio.example", "http://studio.example")] // in clear anybody on the way may have written the page
    [InlineData("studio.example", "https://studio.example:8443")]
    [InlineData("studio.example", "https://evil.example")]
    [InlineData("studio.example", "https://a.studio.example")]
    [InlineData("studio.example", "https://studio.example.evil.example")]
    [InlineData("studio.example", "https://evil.example, https://studio.example")]
    [InlineData("studio.example", "null")]
    [InlineData("127.0.0.1", "http://studio.example")]
    [InlineData("127.0.0.1", "https://evil.example")]
    [InlineData("studio.example", "http://localhost:5173")] // of a visitor's machine, not of ours
    [InlineData("127.0.0.1:8000", "http://127.0.0.1:3000")]
    public async Task Another_page_may_not_whatever_its_browser_says_of_the_site(string host, string origin)
    {
        foreach (var site in new[] { null, "cross-site", "same-origin", "none" })
        {
            var (status, body) = await ResumeAsync(host, origin, site);
            Assert.Equal(HttpStatusCode.Forbidden, status);
            Assert.Contains("\"origin_refused\"", body);
        }
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    [InlineData("same-origin, cross-site")]
    public async Task A_page_of_another_origin_that_hides_its_name_may_not(string site) =>
        Assert.Equal(HttpStatusCode.Forbidden, (await ResumeAsync("studio.example", null, site)).Status);

    [Theory]
    [InlineData("evil.example")]
    [InlineData("studio.example.evil.example")]
    [InlineData("a.studio.example")]
    public async Task Another_host_is_refused(string host) => Assert.Equal(HttpStatusCode.BadRequest, (await ResumeAsync(host, null)).Status);
}
