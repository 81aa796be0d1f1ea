using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Features;

[Collection(ServerTests.Name)]
public sealed class AvatarTests(RunningServer running, SampleMedia media) : IClassFixture<RunningServer>
{
    private AvatarClient Client => running.Client;

    [Fact]
    public async Task A_video_becomes_an_avatar_that_jobs_name()
    {
        var avatar = await CreateAsync("Anita in the office");
        var id = Text(avatar, "avatar_id");

        Assert.Equal(("anita", "Anita in the office", 2.0), (Text(avatar, "user_id"), Text(avatar, "name"), avatar.GetProperty("seconds").GetDouble()));
        Assert.Equal(avatar.ToString(), (await GetAsync($"/v1/avatars/{id}")).ToString());
        var video = await Client.Http.GetByteArrayAsync($"/v1/avatars/{id}/video");
        Assert.Equal(video, await File.ReadAllBytesAsync(Path.Combine(running.Storage, "avatars", id, $"{id}.mp4")));
        using var picture = await Client.Http.GetAsync($"/v1/avatars/{id}/thumbnail.jpg");
        Assert.Equal("image/jpeg", picture.Content.Headers.ContentType!.MediaType);
        Assert.Equal([0xFF, 0xD8], (await picture.Content.ReadAsByteArrayAsync())[..2]);

        using var answer = await Client.Http.PostAsync("/v1/jobs", AvatarClient.Form(("user_id", "anita", null), ("avatar", id, null), ("audio", null, media.Speech)));
        var job = await Client.JobIdAsync(answer);

        Assert.Equal(video, await Client.Http.GetByteArrayAsync($"/v1/jobs/{job}/input/video"));
        await Client.CompletedAsync(job);
    }

    [Fact]
    public async Task A_job_outlives_the_avatar_it_used()
    {
        var id = Text(await CreateAsync("Short-lived"), "avatar_id");
        var job = await Client.JobIdAsync(await Client.Http.PostAsJsonAsync("/v1/jobs", new { user_id = "anita", video = new { avatar = id }, text = "Hello.", gender = "female" }));

        using var deleted = await Client.Http.DeleteAsync($"/v1/avatars/{id}");

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.False(Directory.Exists(Path.Combine(running.Storage, "avatars", id)));
        Assert.NotEmpty(await Client.Http.GetByteArrayAsync($"/v1/jobs/{job}/input/video"));
        foreach (var path in new[] { "", "/video", "/thumbnail.jpg" })
        {
            using var gone = await Client.Http.GetAsync($"/v1/avatars/{id}{path}");
            Assert.Equal((HttpStatusCode.NotFound, "avatar_unknown"), (gone.StatusCode, Text(await AvatarClient.ProblemAsync(gone), "code")));
        }
    }

    [Fact]
    public async Task The_library_is_read_by_pages_the_newest_first()
    {
        var user = $"user-{Guid.NewGuid():N}";
        var made = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            made.Insert(0, Text(await CreateAsync($"Number {i}", user), "avatar_id"));
        }

        var (seen, cursor) = (new List<string>(), "");
        do
        {
            var page = await GetAsync($"/v1/avatars?user_id={user}&limit=2{cursor}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => Text(item, "avatar_id")));
            cursor = page.GetProperty("next").GetString() is { } next ? $"&cursor={next}" : "";
        }
        while (cursor.Length > 0);

        Assert.Equal(made, seen);
    }

    [Theory]
    [InlineData("?limit=0", "limit_invalid")]
    [InlineData("?limit=101", "limit_invalid")]
    [InlineData("?cursor=%27--", "cursor_invalid")]
    public async Task A_wrong_page_is_refused(string query, string code)
    {
        using var answer = await Client.Http.GetAsync($"/v1/avatars{query}");
        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.StatusCode, Text(await AvatarClient.ProblemAsync(answer), "code")));
    }

    [Fact]
    public async Task An_avatar_gets_another_name()
    {
        var id = Text(await CreateAsync("Before"), "avatar_id");

        using var renamed = await Client.Http.PatchAsJsonAsync($"/v1/avatars/{id}", new { name = " After " });
        using var nameless = await Client.Http.PatchAsJsonAsync($"/v1/avatars/{id}", new { name = "" });
        using var unknown = await Client.Http.PatchAsJsonAsync($"/v1/avatars/{Guid.NewGuid()}", new { name = "x" });

        Assert.Equal(HttpStatusCode.OK, renamed.StatusCode);
        Assert.Equal("After", Text(await GetAsync($"/v1/avatars/{id}"), "name"));
        Assert.Equal("name_missing", Text(await AvatarClient.ProblemAsync(nameless), "code"));
        Assert.Equal("avatar_unknown", Text(await AvatarClient.ProblemAsync(unknown), "code"));
    }

    [Fact]
    public async Task What_is_no_video_does_not_become_an_avatar()
    {
        using var answer = await Client.Http.PostAsync("/v1/avatars", AvatarClient.Form(("user_id", "u", null), ("name", "n", null), ("video", null, media.Speech)));
        using var nameless = await Client.Http.PostAsync("/v1/avatars", AvatarClient.Form(("user_id", "u", null), ("video", null, media.Video)));
        using var unknown = await Client.Http.PostAsJsonAsync("/v1/avatars", new { user_id = "u", name = "n", upload = "none" });

        Assert.Equal("video_unreadable", Text(await AvatarClient.ProblemAsync(answer), "code"));
        Assert.Equal("name_missing", Text(await AvatarClient.ProblemAsync(nameless), "code"));
        Assert.Equal("upload_unknown", Text(await AvatarClient.ProblemAsync(unknown), "code"));
        Assert.Equal("[]", (await GetAsync("/v1/avatars?user_id=u")).GetProperty("items").ToString());
    }

    [Fact]
    public async Task The_second_job_on_an_avatar_is_not_prepared_again()
    {
        using var sandbox = new Sandbox();
        await using var server = await ServerProcess.StartAsync(sandbox.Folder);
        var presenter = Path.Combine(AppContext.BaseDirectory, "samples", "presenter.mp4");
        var avatar = JsonDocument.Parse(await (await server.Client.Http.PostAsync(
            "/v1/avatars", AvatarClient.Form(("user_id", "anita", null), ("name", "Presenter", null), ("video", null, presenter)))).Content.ReadAsStringAsync()).RootElement;
        var id = Text(avatar, "avatar_id");
        var content = Convert.ToHexStringLower(SHA256.HashData(await server.Client.Http.GetByteArrayAsync($"/v1/avatars/{id}/video")));
        async Task<string> RunAsync()
        {
            var job = await server.Client.JobIdAsync(await server.Client.Http.PostAsync(
                "/v1/jobs", AvatarClient.Form(("user_id", "anita", null), ("avatar", id, null), ("audio", null, media.Speech))));
            await server.Client.CompletedAsync(job);
            return job;
        }

        var first = await RunAsync();
        var prepared = Assert.Single(Directory.GetFiles(sandbox.Path("storage", "cache", "avatars")));
        Assert.StartsWith(content, Path.GetFileName(prepared));
        var used = File.GetLastWriteTimeUtc(prepared);
        using (var held = File.OpenHandle(prepared))
        {
            await RunAsync();

            // Found and used: its time moved on. Not prepared again: that would have put another file in its place.
            Assert.True(File.GetLastWriteTimeUtc(prepared) > used);
            Assert.Equal(prepared, new FileInfo($"/proc/self/fd/{held.DangerousGetHandle()}").LinkTarget);
        }

        using var deleted = await server.Client.Http.DeleteAsync($"/v1/avatars/{id}");
        Assert.Empty(Directory.GetFiles(sandbox.Path("storage", "cache", "avatars")));
        Assert.NotEmpty(await server.Client.Http.GetByteArrayAsync($"/v1/jobs/{first}/input/video"));
    }

    private async Task<JsonElement> CreateAsync(string name, string user = "anita")
    {
        using var answer = await Client.Http.PostAsync("/v1/avatars", AvatarClient.Form(("user_id", user, null), ("name", name, null), ("video", null, media.Video)));
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Created, body);
        return JsonDocument.Parse(body).RootElement;
    }

    private async Task<JsonElement> GetAsync(string path) => JsonDocument.Parse(await Client.Http.GetStringAsync(path)).RootElement;

    private static string Text(JsonElement thing, string name) => thing.GetProperty(name).GetString()!;
}
