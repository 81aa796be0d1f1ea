using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Hosting;

/// <summary>Who asks, behind a proxy on the same machine: previews are counted by address.</summary>
[Collection(ServerTests.Name)]
public sealed class ForwardedHeadersTests
{
    [Fact]
    public async Task Behind_a_proxy_each_client_has_its_own_share()
    {
        using var sandbox = new Sandbox();
        await using var server = await ServerProcess.StartAsync(sandbox.Folder, "api", "--Speech:PreviewsPerMinute=1", "--ForwardedHeaders:Enabled=true");

        Assert.Equal(HttpStatusCode.OK, await HearAsync(server, "192.0.2.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await HearAsync(server, "192.0.2.1"));
        Assert.Equal(HttpStatusCode.OK, await HearAsync(server, "192.0.2.2"));

        // What a client claims stands before what the proxy says.
        Assert.Equal(HttpStatusCode.TooManyRequests, await HearAsync(server, "192.0.2.9, 192.0.2.1"));
        Assert.Equal(HttpStatusCode.OK, await HearAsync(server, "192.0.2.1, 192.0.2.3"));

        // Nor is a client on the proxy's machine believed.
        Assert.Equal(HttpStatusCode.OK, await HearAsync(server, "192.0.2.4, 127.0.0.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await HearAsync(server, "192.0.2.5, 127.0.0.1"));

        // One machine has a whole network of addresses.
        Assert.Equal(HttpStatusCode.OK, await HearAsync(server, "2001:db8::1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await HearAsync(server, "2001:db8::2"));
        Assert.Equal(HttpStatusCode.OK, await HearAsync(server, "2001:db8:0:1::2"));
    }

    [Fact]
    public async Task Without_the_setting_nobody_is_believed()
    {
        using var sandbox = new Sandbox();
        await using var server = await ServerProcess.StartAsync(sandbox.Folder, "api", "--Speech:PreviewsPerMinute=1");

        Assert.Equal(HttpStatusCode.OK, await HearAsync(server, "192.0.2.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await HearAsync(server, "192.0.2.2"));
    }

    private static async Task<HttpStatusCode> HearAsync(ServerProcess server, string forwardedFor)
    {
        var voices = JsonDocument.Parse(await server.Client.Http.GetStringAsync("/v1/voices")).RootElement.EnumerateArray();
        var preview = voices.First(voice => voice.GetProperty("provider").GetString() == "flite").GetProperty("preview").GetString()!;
        using var request = new HttpRequestMessage(HttpMethod.Post, preview) { Content = JsonContent.Create(new { text = "Hello." }), Headers = { { "X-Forwarded-For", forwardedFor } } };
        using var answer = await server.Client.Http.SendAsync(request);
        return answer.StatusCode;
    }
}
