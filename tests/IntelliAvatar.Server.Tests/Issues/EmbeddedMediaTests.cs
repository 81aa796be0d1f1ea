using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>A page of any site could embed a user's videos and pictures, frame the API's pages, and find answers in a browser's cache.</summary>
[Collection(ServerIssueTests.Name)]
public sealed class EmbeddedMediaTests(RunningServer running, SampleMedia media) : IClassFixture<RunningServer>
{
    private const string Kept = "private, max-age=31536000, immutable";

    private static readonly string[] Methods = ["get", "head", "post", "put", "patch", "delete"];

    private HttpClient Http => running.Client.Http;

    [Fact]
    public async Task Files_of_a_job_are_for_its_own_site_and_may_be_kept()
    {
        var id = await running.Client.SyncAsync(media.Video, media.Speech);
        await running.Client.CompletedAsync(id);

        foreach (var path in new[]
        {
            $"/v1/jobs/{id}/video", $"/v1/jobs/{id}/video?download=1", $"/v1/jobs/{id}/thumbnail.jpg", $"/v1/jobs/{id}/preview.webp",
            $"/v1/jobs/{id}/input/video", $"/v1/jobs/{id}/input/audio", $"/feature1/download/{id}",
        })
        {
            using var answer = await Http.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Guarded(path, answer, Kept, "sandbox");
        }

        using var part = new HttpRequestMessage(HttpMethod.Get, $"/feature1/download/{id}") { Headers = { { "Range", "bytes=0-9" }, { "Origin", "http://localhost:5173" } } };
        using var partly = await Http.SendAsync(part);
        Assert.Equal(HttpStatusCode.PartialContent, partly.StatusCode);
        Guarded("a range", partly, Kept, "sandbox");
        Assert.Equal("http://localhost:5173", partly.Headers.GetValues("Access-Control-Allow-Origin").Single());

        using var known = new HttpRequestMessage(HttpMethod.Get, $"/v1/jobs/{id}/video") { Headers = { { "If-None-Match", $"\"{id}\"" } } };
        using var unchanged = await Http.SendAsync(known);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Guarded("304", unchanged, Kept, "sandbox");
    }

    [Theory]
    [InlineData("/v1/jobs")]
    [InlineData("/v1/jobs/unknown")]
    [InlineData("/v1/jobs/unknown/video")]
    [InlineData("/v1/avatars")]
    [InlineData("/v1/queue")]
    [InlineData("/v1/voices")]
    [InlineData("/v1/model-servers")]
    [InlineData("/v1/uploads/unknown")]
    [InlineData("/v1/batches/unknown")]
    [InlineData("/feature1/jobs")]
    [InlineData("/feature1/download/unknown")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/nothing/here")]
    [InlineData("/v1/jobs?limit=many")]
    public async Task What_changes_is_not_kept(string path)
    {
        using var answer = await Http.GetAsync(path);

        Guarded(path, answer, path.StartsWith("/health", StringComparison.Ordinal) ? null : "no-store", "sandbox");
    }

    [Theory]
    [InlineData("PUT", "/v1/jobs")]
    [InlineData("POST", "/v1/jobs")]
    [InlineData("DELETE", "/v1/jobs/unknown")]
    [InlineData("OPTIONS", "/v1/uploads")]
    [InlineData("HEAD", "/feature1/download/unknown")]
    public async Task Whatever_is_asked_the_answer_has_them(string method, string path)
    {
        using var request = new HttpRequestMessage(new(method), path);
        using var answer = await Http.SendAsync(request);

        Guarded(path, answer, "no-store", "sandbox");
    }

    [Theory]
    [InlineData("/", "script-src 'self'")]
    [InlineData("/new", "script-src 'self'")]
    [InlineData("/jobs/unknown", "script-src 'self'")]
    [InlineData("/docs/index.html", "script-src 'self'")]
    [InlineData("/docs/swagger-ui-bundle.js", "script-src 'self'")]
    [InlineData("/openapi.json", "sandbox")]
    public async Task Pages_may_be_framed_by_nobody(string path, string policy)
    {
        using var answer = await Http.GetAsync(path);

        Guarded(path, answer, null, policy);
        Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Fact]
    public async Task Every_operation_that_is_documented_has_them()
    {
        var document = JsonDocument.Parse(await Http.GetStringAsync("/openapi.json")).RootElement.GetProperty("paths");
        var operations = document.EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Where(part => Methods.Contains(part.Name)).Select(part => (Method: part.Name.ToUpperInvariant(), Path: path.Name))).ToList();
        Assert.True(operations.Count > 40);
        foreach (var (method, path) in operations)
        {
            using var request = new HttpRequestMessage(new(method), Regex.Replace(path, @"\{\w+\}", "unknown"));
            using var answer = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            Guarded($"{method} {path}", answer, null, "sandbox");
            Assert.True(answer.Headers.CacheControl?.NoStore, $"{method} {path}");
        }
    }

    [Fact]
    public async Task Files_of_an_avatar_have_them_and_may_be_kept()
    {
        using var made = await Http.PostAsync("/v1/avatars", AvatarClient.Form(("user_id", "anita", null), ("name", "Anita", null), ("video", null, media.Video)));
        var id = JsonDocument.Parse(await made.Content.ReadAsStringAsync()).RootElement.GetProperty("avatar_id").GetString();
        foreach (var file in new[] { "video", "thumbnail.jpg" })
        {
            using var answer = await Http.GetAsync($"/v1/avatars/{id}/{file}");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Guarded(file, answer, Kept, "sandbox");
        }
    }

    [Theory]
    [InlineData("/new")]
    [InlineData("/avatars")]
    [InlineData("/voices")]
    [InlineData("/model-servers")]
    [InlineData("/jobs/unknown")]
    [InlineData("/sample/presenter.mp4")]
    public async Task Every_page_has_them(string path)
    {
        using var answer = await Http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);

        Guarded(path, answer, null, "frame-ancestors 'none'");
    }

    [Fact]
    public async Task Scripts_and_a_followed_job_have_them_too()
    {
        var page = await Http.GetStringAsync("/");
        var script = page[page.IndexOf("/assets/", StringComparison.Ordinal)..];
        using var asset = await Http.GetAsync(script[..script.IndexOf('"')]);
        Guarded("an asset", asset, "public, max-age=31536000, immutable", "sandbox");

        using var events = await Http.GetAsync("/v1/events", HttpCompletionOption.ResponseHeadersRead);
        Assert.Contains("no-store", events.Headers.CacheControl!.ToString());
        Guarded("events", events, null, "sandbox");
    }

    [Fact]
    public async Task The_documentation_can_be_left_out()
    {
        using var sandbox = new Sandbox();
        await using var server = await ServerProcess.StartAsync(sandbox.Folder, "api", "--ApiDocs:Enabled=false");
        foreach (var path in new[] { "/docs", "/docs/index.html", "/docs/swagger-ui-bundle.js", "/openapi.json" })
        {
            using var answer = await server.Client.Http.GetAsync(path);
            Assert.Equal((HttpStatusCode.NotFound, "not_found"), (answer.StatusCode, (await AvatarClient.ProblemAsync(answer)).GetProperty("code").GetString()));
        }

        Assert.DoesNotContain("/docs", await server.Client.Http.GetStringAsync("/"), StringComparison.Ordinal);
    }

    private static void Guarded(string what, HttpResponseMessage answer, string? cacheControl, string policy)
    {
        Assert.True(One("X-Content-Type-Options") == "nosniff", what);
        Assert.True(One("Cross-Origin-Resource-Policy") == "same-origin", what);
        Assert.True(One("Content-Security-Policy").Contains(policy, StringComparison.Ordinal), $"{what}: {One("Content-Security-Policy")}");
        Assert.True(One("Referrer-Policy") is "no-referrer" or "same-origin", what);
        Assert.Contains("Origin", answer.Headers.Vary);
        Assert.True(cacheControl is null || Directives(One("Cache-Control")).SetEquals(Directives(cacheControl)), $"{what}: {One("Cache-Control")}");

        string One(string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
        static HashSet<string> Directives(string header) => [.. header.Split(',', StringSplitOptions.TrimEntries)];
    }
}
