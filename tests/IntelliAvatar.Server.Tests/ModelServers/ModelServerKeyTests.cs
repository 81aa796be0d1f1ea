using System.Net;
using System.Text.Json;
using IntelliAvatar.Server.ModelServers;
using IntelliAvatar.Server.ModelServers.Cpu;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace IntelliAvatar.Server.Tests.ModelServers;

/// <summary>Who may use a model server: programs that have its key and call it by its name, and no web page.</summary>
public sealed class ModelServerKeyTests : IAsyncDisposable
{
    private const string Key = "0123456789abcdef-key";

    private readonly Sandbox _sandbox = new();
    private readonly List<WebApplication> _apps = [];
    private readonly GatewayTalk _talk = new();

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _apps)
        {
            await app.DisposeAsync();
        }

        _talk.Dispose();
        _sandbox.Dispose();
    }

    [Theory]
    [InlineData("POST", "/generate")]
    [InlineData("GET", "/get_file?filename=x")]
    [InlineData("GET", "/progress?job_id=x")]
    [InlineData("POST", "/cancel?job_id=x")]
    [InlineData("POST", "/health")]
    [InlineData("GET", "/nothing")]
    [InlineData("GET", "/")]
    public async Task Without_the_key_nothing_is_served(string method, string path)
    {
        var url = await StartAsync(new() { Key = Key });

        foreach (var given in new[] { null, "Bearer wrong", $"Basic {Key}", "Bearer ", $"Bearer {Key}x", $"Bearer {Key[..^1]}", Key })
        {
            using var answer = await SendAsync(url, method, path, ("Authorization", given));
            Assert.Equal((HttpStatusCode.Unauthorized, "unauthorized"), (answer.StatusCode, await CodeOfAsync(answer)));
            Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
        }
    }

    [Fact]
    public async Task Whether_it_lives_is_told_without_a_key_and_nothing_more()
    {
        var url = await StartAsync(new() { Key = Key });

        using var bare = await SendAsync(url, "GET", "/health");
        using var wrong = await SendAsync(url, "GET", "/health", ("Authorization", "Bearer wrong"));
        using var whole = await SendAsync(url, "GET", "/health", ("Authorization", $"bearer {Key}"));

        Assert.Equal("""{"status":"ready"}""", await bare.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal("""{"status":"ready","slots":1,"busy":0}""", await whole.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_scheduler_with_the_key_gets_its_video()
    {
        var url = await StartAsync(new() { Key = Key });

        Assert.Equal("rendered", _talk.VerdictOn(await _talk.RenderAsync(Server(url, Key))));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("another-key-0123456")]
    public async Task A_scheduler_without_it_takes_the_server_out_of_the_rotation(string? key)
    {
        var url = await StartAsync(new() { Key = Key });

        var outcome = await _talk.RenderAsync(Server(url, key));

        Assert.Equal("misconfigured: model_server_unauthorized", _talk.VerdictOn(outcome));
        Assert.Contains("ModelServers__N__Key", ((RenderOutcome.Misconfigured)outcome).Reason);
        Assert.DoesNotContain(Key, outcome.ToString());
    }

    [Fact]
    public async Task Every_request_to_the_server_has_the_key_and_nothing_that_it_names_gets_it()
    {
        await using var stranger = await FakeModelServer.StartAsync();
        await using var gateway = (await FakeModelServer.StartAsync()).AsOurs();
        gateway.OnGenerate = FakeModelServer.Always(200, $$"""{"status":"success","video":"{{stranger.Url}}result.mp4"}""");

        await _talk.RenderAsync(Server(gateway.Url, Key));
        gateway.OnGetFile = FakeModelServer.Always(302, "", headers: ("Location", $"{stranger.Url}get_file?filename=result.mp4"));
        await _talk.RenderAsync(Server(gateway.Url, Key), "job-2");
        gateway.OnHealth = FakeModelServer.Always(307, "", headers: ("Location", $"{stranger.Url}health"));
        await _talk.RenderAsync(Server(gateway.Url, Key), "job-3");

        Assert.All(gateway.Authorizations, said => Assert.EndsWith($" Bearer {Key}", said));
        Assert.Superset(new HashSet<string> { "/health", "/generate", "/get_file" }, gateway.Authorizations.Select(said => said.Split(' ')[0]).ToHashSet());
        Assert.Empty(stranger.Authorizations);
    }

    [Fact]
    public async Task A_server_without_a_key_is_sent_none()
    {
        await using var gateway = await FakeModelServer.StartAsync();

        await _talk.RenderAsync(gateway.Url);

        Assert.All(gateway.Authorizations, said => Assert.EndsWith(" ", said));
    }

    [Theory]
    [InlineData("evil.example", HttpStatusCode.BadRequest)]
    [InlineData("evil.example:7001", HttpStatusCode.BadRequest)]
    [InlineData("localhost.evil.example", HttpStatusCode.BadRequest)]
    [InlineData("127.0.0.1.evil.example", HttpStatusCode.BadRequest)]
    [InlineData("192.168.1.5", HttpStatusCode.BadRequest)]
    [InlineData("LOCALHOST:7001", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("[::1]:7001", HttpStatusCode.OK)]
    [InlineData("gpu1", HttpStatusCode.OK)]
    public async Task It_answers_to_its_own_names_only(string host, HttpStatusCode status)
    {
        var url = await StartAsync(new() { Hosts = ["gpu1"] });

        using var answer = await SendAsync(url, "GET", "/health", ("Host", host));

        Assert.Equal(status, answer.StatusCode);
        Assert.True(answer.IsSuccessStatusCode || await CodeOfAsync(answer) == "host_refused");
    }

    [Theory]
    [InlineData("http://0.0.0.0:7001", null, "192.168.1.5:7001", true)]
    [InlineData("http://0.0.0.0:7001", null, "evil.example:7001", false)]
    [InlineData("http://*:7001", null, "evil.example", false)]
    [InlineData("http://[::]:7001", Key, "model-server:7001", true)]
    [InlineData("http://gpu7:7001", null, "gpu7:7001", true)]
    [InlineData("http://127.0.0.1:7001", Key, "model-server:7001", false)]
    [InlineData("http://0.0.0.0:7001", null, "", false)]
    public void Names_of_a_server_that_other_machines_reach(string urls, string? key, string host, bool isOurs)
    {
        var http = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        http.Request.Headers.Host = host;
        http.Request.Path = "/progress";
        http.Request.Headers.Authorization = $"Bearer {key}";

        Assert.Equal(isOurs, new RequestGuard(new() { Urls = urls, Key = key }).Refuse(http.Request)?.Code != "host_refused");
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://localhost:3000")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task No_web_page_may_use_it(string header, string value)
    {
        foreach (var url in new[] { await StartAsync(new()), await StartAsync(new() { Key = Key }) })
        {
            foreach (var (method, path) in new[] { ("POST", "/generate"), ("POST", "/cancel?job_id=x"), ("GET", "/get_file?filename=x"), ("GET", "/health"), ("OPTIONS", "/generate") })
            {
                using var answer = await SendAsync(url, method, path, (header, value), ("Authorization", $"Bearer {Key}"));
                Assert.Equal((HttpStatusCode.Forbidden, "origin_refused"), (answer.StatusCode, await CodeOfAsync(answer)));
                Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
            }
        }
    }

    [Theory]
    [InlineData("short", "16 characters")]
    [InlineData("a key with blanks in it", "blanks")]
    [InlineData("ключ-ключ-ключ-ключ", "ASCII")]
    public async Task A_key_that_cannot_work_stops_the_start(string key, string why)
    {
        var file = _sandbox.Path("key");
        await File.WriteAllTextAsync(file, key);

        await using var run = await ProgramRun.ToEndAsync(_sandbox.Folder, null, "model-server", "--urls", "http://127.0.0.1:0", "--key-file", file);

        Assert.Equal(1, await run.EndAsync());
        Assert.StartsWith("intelliavatar cannot start: --key-file ", run.Error);
        Assert.Contains(why, run.Error);
        Assert.DoesNotContain(key, run.Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("line\nbreak")]
    public void A_servers_key_that_no_header_can_carry_is_refused(string key)
    {
        var options = new ModelServersOptions();
        options.Servers.Add(new() { Url = "http://gpu1", Key = key });

        var result = new ValidateModelServers().Validate(null, options);

        Assert.StartsWith("ModelServers:0:Key must be", result.FailureMessage);
    }

    private static ModelServer Server(Uri url, string? key) => new(url, url, 1, default) { Key = key };

    private async Task<Uri> StartAsync(CpuModelServerOptions options)
    {
        var app = CpuModelServer.Create(
            options with { Urls = "http://127.0.0.1:0", WorkDirectory = _sandbox.Folder },
            async (_, _, _, result, _, cancel) =>
            {
                await File.WriteAllBytesAsync(result, FakeModelServer.Mp4, cancel);
                return null;
            },
            TimeProvider.System);
        _apps.Add(app);
        await app.StartAsync();
        return new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    private static async Task<HttpResponseMessage> SendAsync(Uri url, string method, string path, params (string Name, string? Value)[] headers)
    {
        using var http = new HttpClient { BaseAddress = url };
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        foreach (var (name, value) in headers.Where(header => header.Value is not null))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await http.SendAsync(request);
    }

    private static async Task<string?> CodeOfAsync(HttpResponseMessage answer) =>
        JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("code").GetString();
}
