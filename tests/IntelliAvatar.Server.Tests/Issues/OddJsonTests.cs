using System.Net;
using System.Text;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>NUL characters were an inner error on PostgreSQL, nulls in JSON on both databases.</summary>
[Collection(ServerIssueTests.Name)]
public sealed class OddJsonTests
{
    private const string Nul = "\\u0000";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Odd_requests_are_refused_in_words(bool onPostgres)
    {
        using var sandbox = new Sandbox();
        string[] settings = onPostgres ? [$"--Database:Url={await (await PostgresCluster.Shared).NewDatabaseAsync()}"] : [];
        await using var server = await ServerProcess.StartAsync(sandbox.Folder, "api", settings);
        var http = server.Client.Http;

        await RefusedAsync("/v1/jobs", $$"""{"user_id":"anita","video":{"upload":"{{Nul}}"},"text":"Hello."}""");
        await RefusedAsync("/v1/jobs", $$"""{"user_id":"anita","video":{"avatar":"a{{Nul}}"},"text":"Hello."}""");
        await RefusedAsync("/v1/jobs", $$"""{"user_id":"a{{Nul}}","video":{"avatar":"a"},"text":"Hello."}""", "user_id_invalid");
        await RefusedAsync("/v1/plan", $$"""{"user_id":"a{{Nul}}","video":{"avatar":"a"},"text":"Hello."}""", "user_id_invalid");
        await RefusedAsync("/v1/avatars", $$"""{"user_id":"a","name":"b","upload":"{{Nul}}"}""");
        await RefusedAsync("/v1/batches", $$"""{"user_id":"a","video":{"avatar":"{{Nul}}"},"text":"Hi {name}","items":[{"name":"Ravi"}]}""");
        await RefusedAsync("/v1/jobs", """{"user_id":null,"video":{"avatar":"a"},"text":"Hello."}""", "json_invalid");
        await RefusedAsync("/v1/batches", """{"user_id":"a","video":{"avatar":"a"},"text":null,"items":[{"name":"Ravi"}]}""", "json_invalid");
        await RefusedAsync("/v1/batches", """{"user_id":"a","video":{"avatar":"a"},"text":"Hi {name}","items":[null]}""", "rows_invalid");
        await RefusedAsync("/v1/batches", """{"user_id":"a","video":{"avatar":"a"},"text":"Hi {name}","items":[],"odd":1}""", "json_invalid");
        await RefusedAsync("/v1/avatars", """{"user_id":"a","name":"b","upload":null}""", "json_invalid");
        await RefusedAsync("/v1/model-servers/pause?name=%00", "{}");
        foreach (var page in new[] { "/v1/avatars?user_id=%00", "/?q=%00", "/?user=%00" })
        {
            using var answer = await http.GetAsync(page);
            Assert.True((int)answer.StatusCode < 500, $"{page}: {answer.StatusCode}");
        }

        async Task RefusedAsync(string path, string json, string? code = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            using var answer = await http.SendAsync(request);
            var body = await answer.Content.ReadAsStringAsync();
            Assert.True(path == "/v1/plan" || (int)answer.StatusCode is >= 400 and < 500, $"{path} {json}: {answer.StatusCode} {body}");
            Assert.True(answer.StatusCode != HttpStatusCode.InternalServerError, body);
            Assert.True(code is null || body.Contains($"\"{code}\"", StringComparison.Ordinal), $"{path} {json}: {body}");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_text_with_a_NUL_is_refused_on_both_databases(bool onPostgres)
    {
        using var sandbox = new Sandbox();
        using var media = new SampleMedia();
        string[] settings = onPostgres ? [$"--Database:Url={await (await PostgresCluster.Shared).NewDatabaseAsync()}"] : [];
        await using var server = await ServerProcess.StartAsync(sandbox.Folder, "api", settings);
        foreach (var path in new[] { "/v1/jobs", "/feature2/text-to-avatar" })
        {
            using var form = new MultipartFormDataContent
            {
                { new StringContent("anita"), "user_id" },
                { new StringContent("Hello\0there."), "text" },
                { new StringContent("female"), "gender" },
                { new ByteArrayContent(await File.ReadAllBytesAsync(media.Video)), "video", "head.mp4" },
            };
            using var answer = await server.Client.Http.PostAsync(path, form);
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "text_invalid"), (answer.StatusCode, (await AvatarClient.ProblemAsync(answer)).GetProperty("code").GetString()));
        }
    }
}
