using System.Collections.Concurrent;
using System.Text.Json;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntelliAvatar.Server.Tests.CommandLine;

/// <summary><c>intelliavatar batch</c> against a real server.</summary>
[Collection(ServerTests.Name)]
public sealed class BatchCommandTests(BatchCommandTests.Studio studio, SampleMedia media) : IClassFixture<BatchCommandTests.Studio>, IDisposable
{
    private const string Script = "Dear {name}, {wish}!";

    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    private Task<ProgramRun> RunAsync(string csv, params string[] arguments) => RunAsync(studio.Client.Http.BaseAddress!, csv, arguments);

    private async Task<ProgramRun> RunAsync(Uri server, string csv, params string[] arguments)
    {
        var user = arguments.Contains("--user") ? Array.Empty<string>() : ["--user", "anita"];
        return await ProgramRun.ToEndAsync(
            _sandbox.Folder, null, ["batch", _sandbox.Write("script.txt", Script), _sandbox.Write("rows.csv", csv), "--gender", "female", "--language", "en", "--server", $"{server}", .. user, .. arguments]);
    }

    private async Task<string[]> TextsOfAsync(string user)
    {
        var jobs = JsonDocument.Parse(await studio.Client.Http.GetStringAsync($"/v1/jobs?user_id={user}")).RootElement.GetProperty("items").EnumerateArray();
        return [.. jobs.Select(job => job.GetProperty("speech").GetProperty("text").GetString()!).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task Each_row_becomes_a_file_that_is_named_by_its_number_and_a_line()
    {
        await using var run = await RunAsync("name,wish\n../../Ravi,joy\n/etc/Mina,luck\n", "--video", media.Video, "--out", "videos");

        await run.EndsWithAsync(0);
        var lines = run.Lines.Select(line => line.Split('\t')).OrderBy(line => line[0]).ToList();
        Assert.Equal(["1", "2"], lines.Select(line => line[0]));
        Assert.All(lines, line => Assert.Equal("COMPLETED", line[2]));
        Assert.Equal([_sandbox.Path("videos", "0001.mp4"), _sandbox.Path("videos", "0002.mp4")], lines.Select(line => line[3]));
        Assert.Equal(["0001.mp4", "0002.mp4"], Directory.EnumerateFiles(_sandbox.Path("videos")).Select(Path.GetFileName).Order());
        Assert.Contains("2 of 2 rows have a video.", run.Error);
        foreach (var line in lines)
        {
            Assert.Equal(await studio.Client.Http.GetByteArrayAsync($"/v1/jobs/{line[1]}/video"), await File.ReadAllBytesAsync(line[3]));
        }

        Assert.Empty(Directory.EnumerateFiles(studio.Storage("incoming"), "*", SearchOption.AllDirectories)); // no upload is left behind
    }

    [Fact]
    public async Task Without_waiting_each_row_has_its_job_and_a_program_gets_lines_of_JSON()
    {
        var avatar = await studio.AvatarAsync(media.Video);

        await using var plain = await RunAsync("name,wish\nRavi,joy\nMina,luck\n", "--avatar", avatar, "--no-wait", "--user", "plain");
        await plain.EndsWithAsync(0);
        Assert.Equal(["1", "2"], plain.Lines.Select(line => line.Split('\t')[0]));
        Assert.Equal(["Dear Mina, luck!", "Dear Ravi, joy!"], await TextsOfAsync("plain"));

        await using var json = await RunAsync("name,wish\nRavi,joy\nMina,luck\n", "--avatar", avatar, "--json", "--out", ".");
        await json.EndsWithAsync(0);
        var rows = json.Lines.Select(line => JsonDocument.Parse(line).RootElement).OrderBy(row => row.GetProperty("row").GetInt32()).ToList();
        Assert.Equal([_sandbox.Path("0001.mp4"), _sandbox.Path("0002.mp4")], rows.Select(row => row.GetProperty("file").GetString()));
        Assert.All(rows, row => Assert.Equal("COMPLETED", row.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task A_dry_run_shows_what_would_be_said_and_makes_nothing()
    {
        await using var run = await RunAsync("name,wish\nRavi,\"joy\nand luck\"\nमीना,luck\n", "--video", media.Video, "--dry-run", "--user", "dry");

        await run.EndsWithAsync(0);
        Assert.Equal(["1\tDear Ravi, joy and luck!", "2\tDear मीना, luck!"], run.Lines);
        Assert.Empty(await TextsOfAsync("dry"));
    }

    [Theory]
    [InlineData("name,wish\r\nRavi,joy\r\n,\r\n,\r\n")]
    [InlineData("sep=;\r\nname;wish;\r\nRavi;joy;\r\n")]
    [InlineData("name\twish\r\nRavi\tjoy\r\n")]
    public async Task A_table_as_Excel_writes_it_is_read(string csv)
    {
        await using var run = await RunAsync(csv, "--video", media.Video, "--dry-run", "--user", "dry");

        await run.EndsWithAsync(0);
        Assert.Equal(["1\tDear Ravi, joy!"], run.Lines);
    }

    [Fact]
    public async Task What_is_wrong_with_the_whole_table_is_one_sentence()
    {
        await using var run = await RunAsync("name,years\nRavi,10\nMina,5\nJan,1\n", "--video", media.Video, "--dry-run", "--user", "dry");

        await run.EndsWithAsync(1);
        Assert.Empty(run.Lines);
        Assert.Contains("The table has no column for {wish}, which the text asks for. Its columns are: 'name', 'years'.", run.Error);
    }

    [Theory]
    [InlineData("--dry-run")]
    [InlineData("--no-wait")]
    public async Task Wrong_rows_are_named_one_a_line_and_nothing_is_made(string way)
    {
        await using var run = await RunAsync("name,wish\nRavi,\nMina,luck\n,joy\n", "--video", media.Video, way, "--user", "wrong");

        await run.EndsWithAsync(1);
        Assert.Equal(
            [
                "1\t\tNOT_CREATED\tRow 1 has nothing for {wish}, which the text asks for. (variable_missing)",
                "3\t\tNOT_CREATED\tRow 3 has nothing for {name}, which the text asks for. (variable_missing)",
            ],
            run.Lines);
        Assert.Contains("(batch_invalid)", run.Error);
        Assert.Empty(await TextsOfAsync("wrong"));
    }

    [Fact]
    public async Task A_row_that_fails_has_its_reason_and_the_exit_code_is_1()
    {
        var honest = studio.Gpu.OnGenerate;
        studio.Gpu.OnGenerate = http => http.Request.Form.Files["audio"]!.Length > 400_000 ? FakeModelServer.Always(200, """{"status":"error","message":"no face"}""")(http) : honest(http);
        await using var run = await RunAsync($"name,wish\nRavi,joy\nMina,{string.Concat(Enumerable.Repeat("luck and joy ", 40))}\n", "--video", media.Video, "--out", "videos");
        studio.Gpu.OnGenerate = honest;

        await run.EndsWithAsync(1);
        var failed = Assert.Single(run.Lines, line => line.Contains("\tFAILED\t"));
        Assert.StartsWith("2\t", failed);
        Assert.EndsWith(")", failed);
        Assert.Contains("1 of 2 rows have a video.", run.Error);
        Assert.Equal(["0001.mp4"], Directory.EnumerateFiles(_sandbox.Path("videos")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task An_answer_that_is_lost_makes_nothing_twice()
    {
        await using var proxy = await ForgetfulProxy.StartAsync(studio.Client.Http.BaseAddress!, "/v1/batches", times: 2);

        await using var run = await RunAsync(proxy.Url, "name,wish\nRavi,joy\nMina,luck\n", "--video", media.Video, "--no-wait", "--user", "once");

        await run.EndsWithAsync(0);
        Assert.Equal(2, proxy.Lost);
        Assert.Equal(["Dear Mina, luck!", "Dear Ravi, joy!"], await TextsOfAsync("once"));
    }

    [Fact]
    public async Task A_video_goes_on_where_the_line_broke()
    {
        var video = media.Make(
            $"noise-{Guid.NewGuid():N}.mp4", "-f", "lavfi", "-i", "nullsrc=s=320x240:r=25:d=1", "-vf", "noise=alls=100:allf=t+u", "-c:v", "libx264", "-preset", "ultrafast", "-crf", "5", "-pix_fmt", "yuv420p");
        Assert.True(new FileInfo(video).Length > 1_500_000);
        await using var relay = new CuttingRelay(studio.Client.Http.BaseAddress!, [400_000, 300_000]);

        await using var run = await RunAsync(relay.Url, "name,wish\nRavi,joy\n", "--video", video, "--dry-run");

        await run.EndsWithAsync(0);
        Assert.Equal(2, relay.Broken);
        Assert.Contains("Waiting for it.", run.Error);
        Assert.Contains("The server is back.", run.Error);
    }

    [Fact]
    public async Task A_server_that_names_a_job_by_a_path_leads_nowhere()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var hostile = builder.Build();
        var batch = """{"batch_id":"b","rows":1,"counts":{"COMPLETED":1},"items":[{"row":1,"job_id":"/../../stolen","status":"COMPLETED","error":null}],"next":null}""";
        hostile.MapPost("/v1/uploads", http =>
        {
            http.Response.Headers.Location = "/v1/uploads/u";
            http.Response.StatusCode = 201;
            return Task.CompletedTask;
        });
        hostile.MapMethods("/v1/uploads/u", ["PATCH"], async http =>
        {
            await http.Request.Body.CopyToAsync(Stream.Null);
            http.Response.Headers["Upload-Offset"] = $"{http.Request.ContentLength}";
            http.Response.StatusCode = 204;
        });
        hostile.MapPost("/v1/batches", FakeModelServer.Always(201, batch));
        hostile.MapGet("/v1/batches/b", FakeModelServer.Always(200, batch));
        hostile.MapFallback(FakeModelServer.Always(200, "stolen", "video/mp4"));
        await hostile.StartAsync();

        await using var run = await RunAsync(new Uri(hostile.Urls.Single()), "name,wish\nRavi,joy\n", "--avatar", "a", "--out", "videos");

        await run.EndsWithAsync(1);
        Assert.Contains("names a job by what is no id", run.Error);
        Assert.Equal(["rows.csv", "script.txt"], Directory.EnumerateFiles(_sandbox.Folder, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("")]
    [InlineData("--video script.txt --avatar a")]
    [InlineData("--avatar a --out videos --no-wait")]
    [InlineData("--avatar a --out videos --dry-run")]
    [InlineData("--avatar a --out rows.csv")]
    [InlineData("--avatar a --out missing/videos")]
    [InlineData("--avatar a --out /proc/videos")]
    public async Task What_is_typed_wrongly_has_exit_code_2_and_asks_nobody(string line)
    {
        await using var run = await RunAsync(new Uri("http://127.0.0.1:1"), "name,wish\nRavi,joy\n", line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        await run.EndsWithAsync(2);
        Assert.NotEmpty(run.Error);
    }

    [Fact]
    public async Task A_table_that_is_empty_and_a_script_in_another_encoding_are_named()
    {
        await using var empty = await RunAsync("", "--avatar", "a");
        await empty.EndsWithAsync(2);
        Assert.Contains("rows.csv' is empty", empty.Error);

        await File.WriteAllBytesAsync(_sandbox.Path("latin.txt"), [.. "Jos"u8, 0xE9]);
        await using var latin = await ProgramRun.ToEndAsync(_sandbox.Folder, null, "batch", "latin.txt", _sandbox.Write("rows.csv", "name\nRavi\n"), "--avatar", "a", "--server", $"{studio.Client.Http.BaseAddress}");
        await latin.EndsWithAsync(1);
        Assert.Contains("(text_not_utf8)", latin.Error);
    }

    /// <summary>A server whose gateway puts each speech under a picture.</summary>
    public sealed class Studio(SampleMedia media) : IAsyncLifetime
    {
        private readonly Sandbox _sandbox = new();
        private readonly ConcurrentDictionary<string, string> _videos = new();
        private ServerProcess _server = null!;

        public FakeModelServer Gpu { get; private set; } = null!;

        public AvatarClient Client => _server.Client;

        public string Storage(string folder) => Directory.CreateDirectory(_sandbox.Path("storage", folder)).FullName;

        public async Task<string> AvatarAsync(string video)
        {
            using var answer = await Client.Http.PostAsync("/v1/avatars", AvatarClient.Form(("user_id", "u", null), ("name", "n", null), ("video", null, video)));
            return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("avatar_id").GetString()!;
        }

        public async Task InitializeAsync()
        {
            Gpu = await FakeModelServer.StartAsync();
            Gpu.OnGenerate = async http =>
            {
                var (form, name) = (await http.Request.ReadFormAsync(), $"{Guid.NewGuid():N}");
                await using (var speech = File.Create(_sandbox.Path($"{name}.wav")))
                {
                    await form.Files["audio"]!.CopyToAsync(speech);
                }

                _videos[$"{name}.mp4"] = media.MakeSpeaking(_sandbox.Path($"{name}.wav"));
                await FakeModelServer.Always(200, $$"""{"status":"success","video":"/temp/{{name}}.mp4"}""")(http);
            };
            Gpu.OnGetFile = http => http.Response.SendFileAsync(_videos[http.Request.Query["filename"].ToString()]);
            _server = await ServerProcess.StartAsync(
                _sandbox.Folder, "all", $"--ModelServers:0:Url={Gpu.Url}", "--ModelServers:0:LengthTolerance=00:00:10", "--Scheduler:RetryDelay=00:00:00.05");
        }

        public async Task DisposeAsync()
        {
            await _server.DisposeAsync();
            await Gpu.DisposeAsync();
            _sandbox.Dispose();
        }
    }
}
