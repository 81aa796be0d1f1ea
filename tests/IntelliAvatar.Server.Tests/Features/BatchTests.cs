using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Data.Sqlite;

namespace IntelliAvatar.Server.Tests.Features;

[Collection(ServerTests.Name)]
public sealed class BatchTests(RunningServer running, SampleMedia media) : IClassFixture<RunningServer>
{
    private const string Csv = "\uFEFFname,wish\r\nRavi,\"health, wealth\nand \"\"luck\"\"\"\r\nमीना,joy\r\n";

    private AvatarClient Client => running.Client;

    [Fact]
    public async Task Each_row_becomes_a_job_with_its_own_text()
    {
        var avatar = await AvatarAsync();

        var batch = await CreatedAsync(await PostAsync(new { user_id = "anita", feature = "Wishes", video = new { avatar }, text = "Dear {name}, {{really}} {wish}!", language = "en", gender = "female", items = new[] { new { name = "Ravi", wish = "joy" }, new { name = "Mina", wish = "luck" } } }));

        Assert.Equal(2, batch.GetProperty("rows").GetInt32());
        var items = batch.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([1, 2], items.Select(item => item.GetProperty("row").GetInt32()));
        Assert.Equal(
            ["Dear Ravi, {really} joy!", "Dear Mina, {really} luck!"],
            await Task.WhenAll(items.Select(async item => (await GetAsync($"/v1/jobs/{item.GetProperty("job_id").GetString()}")).GetProperty("speech").GetProperty("text").GetString()!)));
        foreach (var item in items)
        {
            await Client.EndAsync(item.GetProperty("job_id").GetString()!);
        }

        var done = await GetAsync($"/v1/batches/{batch.GetProperty("batch_id").GetString()}?limit=1");
        // The gateway of the tests gives everybody the same second.
        Assert.Equal("""{"FAILED":2}""", done.GetProperty("counts").ToString());
        Assert.Equal("result_wrong_length", done.GetProperty("items")[0].GetProperty("error").GetProperty("code").GetString());
        Assert.Equal((1, 1), (done.GetProperty("items").GetArrayLength(), done.GetProperty("next").GetInt32()));
        var second = await GetAsync($"/v1/batches/{batch.GetProperty("batch_id").GetString()}?limit=1&cursor=1");
        Assert.Equal((2, JsonValueKind.Null), (second.GetProperty("items")[0].GetProperty("row").GetInt32(), second.GetProperty("next").ValueKind));
    }

    [Fact]
    public async Task A_csv_in_the_body_or_as_an_upload_is_read_with_its_quotes_and_a_dry_run_makes_nothing()
    {
        var avatar = await AvatarAsync();
        var before = (await Client.JobsAsync()).Count;
        var upload = await UploadAsync(Encoding.UTF8.GetBytes(Csv));

        foreach (var body in new object[]
        {
            new { user_id = "u", video = new { avatar }, text = "{name}: {wish}", csv = Csv, dry_run = true },
            new { user_id = "u", video = new { avatar }, text = "{name}: {wish}", rows = new { upload }, dry_run = true },
        })
        {
            using var answer = await PostAsync(body);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
            var check = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            Assert.Equal(2, check.GetProperty("rows").GetInt32());
            Assert.Equal(["Ravi: health, wealth\nand \"luck\"", "मीना: joy"], check.GetProperty("texts").EnumerateArray().Select(text => text.GetString()));
        }

        Assert.Equal(before, (await Client.JobsAsync()).Count);
    }

    [Fact]
    public async Task An_uploaded_workbook_is_a_table()
    {
        var avatar = await AvatarAsync();
        var upload = await UploadAsync(new Workbook(Workbook.Row(1, "Name", "Wish", "") + Workbook.Row(2, "Ravi", "joy") + Workbook.Row(3, "", "") + Workbook.Row(4, "मीना", "luck")).ToBytes());

        using var answer = await PostAsync(new { user_id = "u", video = new { avatar }, text = "{name}: {wish}", rows = new { upload }, dry_run = true });

        var check = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(["Ravi: joy", "मीना: luck"], check.GetProperty("texts").EnumerateArray().Select(text => text.GetString()));
    }

    [Theory]
    [InlineData("name;wish\nRavi;joy\nMina;luck", "{name}: {wich}", null, "variable_missing")]
    [InlineData("name;wish\nRavi;joy\nMina;luck", "{name}: {wish}", "no-such-voice", "voice_unknown")]
    [InlineData("name;wish\n;\n;\n", "{name}: {wish}", null, "rows_missing")]
    public async Task What_is_wrong_in_every_row_is_said_once(string csv, string text, string? voice, string code)
    {
        var avatar = await AvatarAsync();

        using var answer = await PostAsync(new { user_id = "u", video = new { avatar }, text, csv, voice, dry_run = true });

        var problem = await AvatarClient.ProblemAsync(answer);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.False(problem.TryGetProperty("rows", out _));
    }

    [Fact]
    public async Task A_row_that_is_not_where_its_number_says_is_named_with_its_line()
    {
        var avatar = await AvatarAsync();

        using var answer = await PostAsync(new { user_id = "u", video = new { avatar }, text = "{name}: {wish}", csv = "name,wish\nRavi,joy\n,\n,\nMina,\n" });

        Assert.Equal("Row 2 (line 5) has nothing for {wish}, which the text asks for.", (await AvatarClient.ProblemAsync(answer)).GetProperty("rows")[0].GetProperty("sentence").GetString());
    }

    [Fact]
    public async Task One_wrong_row_stops_all_and_every_wrong_row_is_named()
    {
        var avatar = await AvatarAsync();
        var before = (await Client.JobsAsync()).Count;

        using var answer = await PostAsync(new
        {
            user_id = "u",
            video = new { avatar },
            text = "Dear {name}",
            items = new[] { new Dictionary<string, string> { ["name"] = "Ravi" }, new() { ["nam"] = "Mina" }, new() { ["name"] = new string('x', 600) } },
        });

        var problem = await AvatarClient.ProblemAsync(answer);
        Assert.Equal("batch_invalid", problem.GetProperty("code").GetString());
        Assert.Equal(
            [(2, "variable_missing"), (2, "variable_unknown"), (3, "text_too_long")],
            problem.GetProperty("rows").EnumerateArray().Select(row => (row.GetProperty("row").GetInt32(), row.GetProperty("code").GetString()!)));
        Assert.Equal(before, (await Client.JobsAsync()).Count);
    }

    [Theory]
    [InlineData("Dear {name", null, "script_broken")]
    [InlineData("Dear {}", null, "script_broken")]
    [InlineData("Dear }name", null, "script_broken")]
    [InlineData("{name}", "", "csv_empty")]
    [InlineData("{name}", "name,name\nA,B", "csv_header_invalid")]
    [InlineData("{name}", "name\n", "rows_missing")]
    [InlineData("{name}", "name\nRavi,Mina", "csv_row_invalid")]
    [InlineData("{name}", "name\nRa\"vi", "csv_row_invalid")]
    [InlineData("{name}", null, "rows_ambiguous")]
    public async Task What_is_no_table_or_no_script_is_refused(string text, string? csv, string code)
    {
        var avatar = await AvatarAsync();
        using var answer = await PostAsync(new { user_id = "u", video = new { avatar }, text, csv });
        Assert.Equal(code, (await AvatarClient.ProblemAsync(answer)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_table_has_at_most_a_thousand_rows_and_is_in_utf8()
    {
        var avatar = await AvatarAsync();
        using var many = await PostAsync(new { user_id = "u", video = new { avatar }, text = "{name}", csv = "name\n" + string.Concat(Enumerable.Repeat("Ravi\n", 1001)) });
        Assert.Equal("rows_too_many", (await AvatarClient.ProblemAsync(many)).GetProperty("code").GetString());

        var upload = await UploadAsync([.. "name\nJos"u8, 0xE9, (byte)'\n']);
        using var latin = await PostAsync(new { user_id = "u", video = new { avatar }, text = "{name}", rows = new { upload } });
        Assert.Equal("csv_not_utf8", (await AvatarClient.ProblemAsync(latin)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_dry_run_names_rows_of_another_language()
    {
        var avatar = await AvatarAsync();
        var csv = "says\nयह पहला पाठ है और हम आज बहुत कुछ सीखेंगे।\nHello and welcome to the course.\n你好，欢迎大家来到我们的课程。";
        using var answer = await PostAsync(new { user_id = "u", video = new { avatar }, text = "{says}", csv, dry_run = true });
        var warnings = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("warnings").EnumerateArray()
            .Select(warning => $"{warning.GetProperty("row")} {warning.GetProperty("code")}").ToList();
        Assert.Contains("2 language_differs", warnings);
        Assert.DoesNotContain("2 voice_differs", warnings);
        Assert.Contains("3 voice_differs", warnings);
    }

    [Fact]
    public async Task Notes_of_many_rows_hide_no_row_of_another_language()
    {
        var avatar = await AvatarAsync();
        var csv = $"says\n{string.Concat(Enumerable.Repeat("यह एक पाठ है और हम आज बहुत कुछ सीखेंगे।\n", 120))}Hello and welcome to the course.";
        using var answer = await PostAsync(new { user_id = "u", video = new { avatar }, text = "{says}", csv, dry_run = true });
        var first = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("warnings")[0];
        Assert.Equal((121, "language_differs"), (first.GetProperty("row").GetInt32(), first.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task The_same_batch_under_one_key_is_made_once()
    {
        var avatar = await AvatarAsync();
        var key = Guid.NewGuid().ToString();
        var body = new { user_id = "keys", video = new { avatar }, text = "{name}", csv = "name\nRavi\nMina" };

        var (first, second) = (await CreatedAsync(await PostAsync(body, key)), await CreatedAsync(await PostAsync(body, key)));

        Assert.Equal(first.GetProperty("batch_id").GetString(), second.GetProperty("batch_id").GetString());
        Assert.Equal(2, (await GetAsync("/v1/jobs?user_id=keys")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_cancelled_batch_cancels_what_has_not_ended()
    {
        using var sandbox = new Sandbox();
        await using var server = await ServerProcess.StartAsync(sandbox.Folder, "api"); // nobody works
        using var made = await server.Client.Http.PostAsync("/v1/avatars", AvatarClient.Form(("user_id", "u", null), ("name", "n", null), ("video", null, media.Video)));
        var avatar = JsonDocument.Parse(await made.Content.ReadAsStringAsync()).RootElement.GetProperty("avatar_id").GetString();
        var batch = await CreatedAsync(await server.Client.Http.PostAsJsonAsync("/v1/batches", new { user_id = "u", video = new { avatar }, text = "{name}", csv = "name\nRavi\nMina\nJan" }));
        var (path, gone) = ($"/v1/batches/{batch.GetProperty("batch_id").GetString()}", batch.GetProperty("items")[0].GetProperty("job_id").GetString());
        Assert.Equal("""{"QUEUED":3}""", batch.GetProperty("counts").ToString());

        using var cancelled = await server.Client.Http.PostAsync($"{path}/cancel", null);

        var state = JsonDocument.Parse(await cancelled.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal("""{"CANCELLED":3}""", state.GetProperty("counts").ToString());
        Assert.Equal(JsonValueKind.String, state.GetProperty("cancelled_at").ValueKind);

        using var deleted = await server.Client.Http.DeleteAsync($"/v1/jobs/{gone}");
        var after = JsonDocument.Parse(await server.Client.Http.GetStringAsync(path)).RootElement;
        Assert.Equal(["MISSING", "CANCELLED", "CANCELLED"], after.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task A_batch_that_has_begun_is_made_whole_when_its_client_hangs_up()
    {
        const int Rows = 60;
        using var sandbox = new Sandbox();
        await using var server = await ServerProcess.StartAsync(sandbox.Folder, "api");
        using var made = await server.Client.Http.PostAsync("/v1/avatars", AvatarClient.Form(("user_id", "u", null), ("name", "n", null), ("video", null, media.Video)));
        var avatar = JsonDocument.Parse(await made.Content.ReadAsStringAsync()).RootElement.GetProperty("avatar_id").GetString();
        await SlowDownAsync($"Data Source={sandbox.Path("storage", "jobs.db")};Pooling=False");
        using var hangsUp = new CancellationTokenSource();
        var batch = server.Client.Http.PostAsJsonAsync(
            "/v1/batches", new { user_id = "u", video = new { avatar }, text = "{name}", csv = "name\n" + string.Concat(Enumerable.Repeat("Ravi\n", Rows)) }, hangsUp.Token);
        var begun = await Eventually.GetAsync(server.Client.JobsAsync, jobs => jobs.Count > 0);
        Assert.InRange(begun.Count, 1, Rows - 1);

        await hangsUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => batch);
        await Eventually.GetAsync(server.Client.JobsAsync, jobs => jobs.Count == Rows);
    }

    /// <summary>From now on SQLite has much to think about before each job that it takes.</summary>
    private static async Task SlowDownAsync(string database)
    {
        await using var other = new SqliteConnection(database);
        await other.OpenAsync();
        await using var trigger = other.CreateCommand();
        trigger.CommandText =
            """
            CREATE TRIGGER slow AFTER INSERT ON jobs BEGIN
                SELECT count(*) FROM sqlite_master AS a, sqlite_master AS b, sqlite_master AS c, sqlite_master AS d;
            END
            """;
        await trigger.ExecuteNonQueryAsync();
    }

    private async Task<string> AvatarAsync()
    {
        using var answer = await Client.Http.PostAsync("/v1/avatars", AvatarClient.Form(("user_id", "u", null), ("name", "n", null), ("video", null, media.Video)));
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("avatar_id").GetString()!;
    }

    private Task<HttpResponseMessage> PostAsync(object body, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/batches") { Content = JsonContent.Create(body) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return Client.Http.SendAsync(request);
    }

    private async Task<string> UploadAsync(byte[] bytes)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/uploads") { Content = new ByteArrayContent(bytes) { Headers = { ContentType = new("application/offset+octet-stream") } } };
        request.Headers.Add("Tus-Resumable", "1.0.0");
        request.Headers.Add("Upload-Length", $"{bytes.Length}");
        using var created = await Client.Http.SendAsync(request);
        return created.Headers.Location!.ToString().Split('/')[^1];
    }

    private async Task<JsonElement> GetAsync(string path) => JsonDocument.Parse(await Client.Http.GetStringAsync(path)).RootElement;

    private static async Task<JsonElement> CreatedAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Created, body);
        return JsonDocument.Parse(body).RootElement;
    }
}
