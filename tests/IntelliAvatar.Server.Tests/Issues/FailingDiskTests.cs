using System.Diagnostics;
using System.Net;
using System.Text.Json;
using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Tests.Jobs;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>
/// While the disk of SQLite's database failed, requests got 500, each job in progress filled the log with stacks, and where the log of the database could
/// not be opened the whole server ended.
/// </summary>
[Collection(ServerIssueTests.Name)]
public sealed class FailingDiskTests(SampleMedia media) : IAsyncLifetime
{
    private readonly Sandbox _sandbox = new();
    private ServerProcess _server = null!;

    public async Task InitializeAsync() => _server = await ServerProcess.StartAsync(_sandbox.Folder, "api");

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _sandbox.Dispose();
    }

    [Theory]
    [InlineData("fsync", "EIO")]
    [InlineData("pwrite64", "EROFS")]
    [InlineData("openat", "EACCES")]
    [InlineData("pread64", "EIO")]
    public async Task Every_request_that_needs_the_disk_is_told_to_come_back_and_one_key_makes_one_job(string call, string error)
    {
        var id = await _server.Client.SyncAsync(media.Video, media.Speech);
        var said = _server.Said.Length;
        await using (await FailingCalls.BeginAsync(_server.Id, call, error, Path.Combine(_sandbox.Folder, "storage", "jobs.db")))
        {
            foreach (var ask in Asks(id))
            {
                using var answer = await ask();
                Assert.True(answer.StatusCode < HttpStatusCode.InternalServerError || answer.Headers.RetryAfter is not null, $"{answer.RequestMessage} got {answer.StatusCode}");
                Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
            }

            using var refused = await PostAsync();
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        }

        Assert.InRange(_server.Said[said..].Split('\n').Count(line => line.Contains("warn:", StringComparison.Ordinal) || line.Contains("fail:", StringComparison.Ordinal)), 1, 4);
        Assert.DoesNotContain("   at ", _server.Said[said..]);
        var made = await Eventually.GetAsync(
            async () =>
            {
                using var again = await PostAsync();
                return again.StatusCode == HttpStatusCode.Created ? JsonDocument.Parse(await again.Content.ReadAsStringAsync()).RootElement.GetProperty("job_id").GetString() : null;
            },
            made => made is not null);
        Assert.Equal(new[] { id, made }.Order(), (await _server.Client.JobsAsync()).Select(job => job.GetProperty("job_id").GetString()).Order());
    }

    [Fact]
    public async Task A_log_that_cannot_be_opened_is_trouble_of_the_database()
    {
        await using var room = new SqliteRoom();
        await room.OpenAsync();
        await room.SubmitAsync();
        var log = room.Sandbox.Path("storage", "jobs.db-wal");
        File.Move(log, $"{log}.away");
        Directory.CreateDirectory(log);

        var trouble = await Assert.ThrowsAnyAsync<Exception>(() => room.SubmitAsync());

        Assert.True(trouble.IsDatabaseTrouble());
        Assert.Equal((503, "database_unavailable"), (Problems.Explain(trouble).Status, Problems.Explain(trouble).Code));
        Directory.Delete(log);
        File.Move($"{log}.away", log);
        await room.SubmitAsync();
        Assert.Equal(2, await room.Queue.ListAsync(CancellationToken.None).CountAsync());
    }

    private IEnumerable<Func<Task<HttpResponseMessage>>> Asks(string id)
    {
        var http = _server.Client.Http;
        foreach (var path in (string[])["/v1/jobs", $"/v1/jobs/{id}", "/v1/queue", "/feature1/jobs", "/v1/model-servers", "/v1/processes", "/v1/avatars?user_id=anita", "/", "/health/ready", $"/v1/jobs/{id}/video", $"/v1/jobs/{id}/input/video"])
        {
            yield return () => http.GetAsync(path);
        }

        foreach (var path in (string[])["/v1/queue/pause", "/v1/queue/resume", $"/v1/jobs/{id}/retry"])
        {
            yield return () => http.PostAsync(path, null);
        }

        yield return () => http.PatchAsync($"/v1/jobs/{id}", new StringContent("""{"priority": 1}""", null, "application/json"));
        yield return () => http.DeleteAsync($"/v1/jobs/{id}");
    }

    private async Task<HttpResponseMessage> PostAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/jobs")
        {
            Content = AvatarClient.Form(("user_id", "anita", null), ("video", null, media.Video), ("audio", null, media.Speech)),
            Headers = { { "Idempotency-Key", "the-one" } },
        };
        return await _server.Client.Http.SendAsync(request);
    }

    /// <summary>Lets a system call of a running process fail on some files, by strace.</summary>
    private sealed class FailingCalls(Process strace) : IAsyncDisposable
    {
        public static async Task<FailingCalls> BeginAsync(int process, string call, string error, string database)
        {
            var start = new ProcessStartInfo("strace") { RedirectStandardError = true };
            string[] arguments = ["-f", "-p", $"{process}", "-e", $"trace={call}", "-e", $"inject={call}:error={error}", "-o", "/dev/null", .. Files(database)];
            arguments.ToList().ForEach(start.ArgumentList.Add);
            var strace = Process.Start(start)!;
            var said = await strace.StandardError.ReadLineAsync();
            Assert.Contains("attached", said);
            _ = strace.StandardError.ReadToEndAsync();
            return new FailingCalls(strace);
        }

        public async ValueTask DisposeAsync()
        {
            using var stop = Process.Start("kill", ["-TERM", $"{strace.Id}"]);
            await strace.WaitForExitAsync();
            strace.Dispose();
        }

        private static IEnumerable<string> Files(string database) => new[] { "", "-wal", "-shm" }.SelectMany(end => new[] { "-P", database + end });
    }
}
