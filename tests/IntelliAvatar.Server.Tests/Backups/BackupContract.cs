using System.Diagnostics;
using System.Text.Json;
using Dapper;
using IntelliAvatar.Server.Assets;
using IntelliAvatar.Server.Backups;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Tests.Jobs;
using IntelliAvatar.Server.Tests.Support;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Backups;

/// <summary>What a backup and its restore promise, on every database.</summary>
public abstract class BackupContract(QueueRoom room) : IAsyncLifetime
{
    protected static readonly CancellationToken None = CancellationToken.None;

    private const long LargeBytes = 160 << 20;

    private readonly Sandbox _target = new();

    protected Sandbox Target => _target;

    protected string Archive => room.Sandbox.Path("backup.tar");

    private StorageOptions TargetStorage => new() { Url = "file:" + _target.Path("storage") };

    private DiskFileStore TargetFiles => new(Options.Create(TargetStorage));

    public Task InitializeAsync() => room.OpenAsync();

    public async Task DisposeAsync()
    {
        _target.Dispose();
        await room.DisposeAsync();
    }

    /// <summary>The room's database.</summary>
    protected abstract DatabaseOptions Source();

    /// <summary>Where it is restored to, the same at each call.</summary>
    protected abstract Task<DatabaseOptions> TargetAsync();

    protected abstract Database Open(DatabaseOptions options);

    /// <summary>How many jobs the kept database has.</summary>
    protected abstract Task<long> KeptJobsAsync(string kept);

    [Fact]
    public async Task A_backup_made_while_jobs_come_and_end_is_whole_and_goes_on_where_it_was()
    {
        for (var i = 0; i < 5; i++)
        {
            await room.SubmitAsync();
        }

        await room.Queue.CompleteAsync((await room.ClaimAsync())!, room.Temporary("result"), None);
        using var enough = new CancellationTokenSource();
        var busy = Task.Run(
            async () =>
            {
                while (!enough.IsCancellationRequested)
                {
                    await room.SubmitAsync();
                    await room.Queue.CompleteAsync((await room.ClaimAsync())!, room.Temporary("result"), None);
                }
            });

        var made = await BackUpAsync();
        await enough.CancelAsync();
        await busy;
        var done = await RestoreAsync();

        Assert.Equal((0, made.Files, null), (made.Missing, done.Files, done.Kept));
        using var database = Open(await TargetAsync());
        Assert.NotEqual(room.Database.Installation, database.Installation);
        await using var reader = await database.OpenReaderAsync(None);
        IFileReferences[] owners = [new JobFiles(database, TargetFiles), new Avatars(database, TargetFiles)];
        Assert.Empty(await new MissingFiles(TargetFiles, owners).FindAsync(reader, int.MaxValue, None).ToListAsync());
        Assert.True(await reader.ExecuteScalarAsync<long>("SELECT count(*) FROM jobs") >= 5);
        Assert.Equal(new StorageClaim.Finding(StorageClaim.State.Ours, null), await new StorageClaim(database, TargetFiles, owners).RenewAsync(None));

        // Its numbers go on, too.
        var next = new Job { JobId = database.NewId(room.Now), Kind = "test", UserId = "u", Feature = "f", Payload = "{}", InputVideo = "none" };
        var queue = new JobQueue(database, new JobFiles(database, TargetFiles), new QueueNotifier(database), Options.Create(room.Limits));
        await queue.SubmitAsync(next, new Dictionary<string, string>(), None);
        Assert.NotNull(await queue.FindAsync(next.JobId, None));
    }

    [Fact]
    public async Task A_backup_is_read_with_plain_tools_and_replaces_that_of_yesterday()
    {
        var job = await room.SubmitAsync();
        await BackUpAsync();
        await BackUpAsync();

        using var tools = Process.Start(new ProcessStartInfo("sh", ["-c", $"tar xf {Archive} && sha256sum --quiet -c SHA256SUMS"]) { WorkingDirectory = _target.Folder })!;
        await tools.WaitForExitAsync().WaitAsync(AvatarClient.Patience);
        Assert.Equal(0, tools.ExitCode);
        Assert.Equal("video", await File.ReadAllTextAsync(_target.Path("files", job.InputVideo)));
        Assert.Equal(["backup.tar"], Directory.EnumerateFileSystemEntries(room.Sandbox.Folder, "backup.tar*").Select(Path.GetFileName));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.3)]
    [InlineData(0.999)]
    public async Task An_archive_that_is_cut_off_is_refused_before_anything_is_touched(double part)
    {
        await room.SubmitAsync();
        await BackUpAsync();
        var bytes = await File.ReadAllBytesAsync(Archive);
        var sums = bytes.AsSpan().LastIndexOf("SHA256SUMS"u8);
        await File.WriteAllBytesAsync(Archive, bytes[..(int)(sums * part)]);

        await RefusesAsync($"{Archive} cannot be used: it was cut off. Nothing was changed.");
    }

    [Theory]
    [InlineData("video")]
    [InlineData("manifest.json")]
    [InlineData("\"schema\"")]
    public async Task An_archive_with_a_wrong_byte_is_refused_before_anything_is_touched(string at)
    {
        await room.SubmitAsync();
        await BackUpAsync();
        var bytes = await File.ReadAllBytesAsync(Archive);
        bytes[bytes.AsSpan().LastIndexOf(System.Text.Encoding.ASCII.GetBytes(at)) + 1] ^= 1;
        await File.WriteAllBytesAsync(Archive, bytes);

        await RefusesAsync("cannot be used");
    }

    [Fact]
    public async Task A_file_that_is_no_backup_is_refused()
    {
        await File.WriteAllTextAsync(Archive, new string('x', 10_000));
        await RefusesAsync($"{Archive} cannot be used: it is damaged, or no backup of this server. Nothing was changed.");
        await File.WriteAllTextAsync(Archive, "");
        await RefusesAsync($"{Archive} cannot be used: it was cut off. Nothing was changed.");
    }

    [Fact]
    public async Task A_job_that_ran_when_the_backup_was_made_goes_back_into_the_queue_at_no_cost_and_no_worker_is_said_to_have_died()
    {
        var job = await room.SubmitAsync();
        await room.ClaimAtRiskAsync("worker of the other machine");
        await BackUpAsync();
        await RestoreAsync();

        using var database = Open(await TargetAsync());
        var queue = new JobQueue(database, new JobFiles(database, TargetFiles), new QueueNotifier(database), Options.Create(room.Limits));
        await queue.RescueAsync(["worker of the other machine"], None);

        var restored = (await queue.FindAsync(job.JobId, None))!;
        Assert.Equal((JobStatus.Queued, 0), (restored.Status, restored.Crashes));
        Assert.DoesNotContain("died", restored.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archive_of_a_newer_version_is_refused()
    {
        await room.SubmitAsync();
        await SetSchemaAsync(99);
        await BackUpAsync();

        await RefusesAsync("newer version");
    }

    [Fact]
    public async Task Data_that_is_there_is_refused_or_kept()
    {
        await room.SubmitAsync();
        await BackUpAsync();
        Assert.Null((await RestoreAsync()).Kept);
        using (var database = Open(await TargetAsync()))
        {
            var mine = new Job { JobId = database.NewId(room.Now), Kind = "test", UserId = "u", Feature = "f", Payload = "{}", InputVideo = "none" };
            await new JobQueue(database, new JobFiles(database, TargetFiles), new QueueNotifier(database), Options.Create(room.Limits)).SubmitAsync(mine, new Dictionary<string, string>(), None);
        }

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => RestoreAsync());
        Assert.Contains("already", refused.Message);
        Assert.Contains("--replace", refused.Message);
        await foreach (var file in TargetFiles.ListKeysAsync(None))
        {
            await TargetFiles.RemoveAsync(file.Key, None);
        }

        Assert.Contains("There is a database", (await Assert.ThrowsAsync<InvalidDataException>(() => RestoreAsync())).Message);
        var done = await RestoreAsync(replace: true);

        Assert.Equal(2, await KeptJobsAsync(done.Kept!));
        using var restored = Open(await TargetAsync());
        await using var reader = await restored.OpenReaderAsync(None);
        Assert.Equal(1, await reader.ExecuteScalarAsync<long>("SELECT count(*) FROM jobs"));
    }

    [Fact]
    public async Task While_a_server_runs_there_nothing_is_restored()
    {
        await room.SubmitAsync();
        await BackUpAsync();
        using var server = new Workspace(Options.Create(TargetStorage));

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => RestoreAsync());

        Assert.Contains("server is running", refused.Message);
    }

    [Fact]
    public async Task What_a_killed_backup_left_is_in_nobodys_way_and_the_archive_of_yesterday_stays_until_the_new_one_is_whole()
    {
        await room.SubmitAsync();
        await BackUpAsync();
        var yesterday = await File.ReadAllBytesAsync(Archive);
        await File.WriteAllTextAsync($"{Archive}.part", "cut off");
        Directory.CreateDirectory($"{Archive}.work");
        await File.WriteAllTextAsync(Path.Combine($"{Archive}.work", "jobs.db"), "cut off");
        await File.WriteAllTextAsync(Path.Combine($"{Archive}.work", "jobs.db-journal"), "cut off");
        Assert.Equal(yesterday, await File.ReadAllBytesAsync(Archive));

        await BackUpAsync();

        Assert.Equal(["backup.tar"], Directory.EnumerateFileSystemEntries(room.Sandbox.Folder, "backup.tar*").Select(Path.GetFileName));
        Assert.Equal(2, (await RestoreAsync()).Files);
    }

    [Fact]
    public async Task Files_that_are_gone_are_counted_and_the_rest_is_kept()
    {
        var job = await room.SubmitAsync();
        await room.Files.RemoveAsync(job.InputAudio!, None);

        Assert.Equal((1, 1), ((await BackUpAsync()) is var made ? made.Files : 0, made.Missing));
        Assert.Equal(1, (await RestoreAsync()).Files);
    }

    [Fact]
    public async Task A_restore_that_is_killed_while_it_copies_leaves_the_database_of_before()
    {
        await room.SubmitAsync();
        await BackUpAsync();
        File.Copy(Archive, $"{Archive}.small");
        await CompleteWithLargeFileAsync();
        await BackUpAsync();
        string[] restore = ["restore", Archive, "--replace", $"--Database:Url={(await TargetAsync()).Url}", $"--Storage:Url={TargetStorage.Url}"];

        do
        {
            await RestoreAsync(replace: true, $"{Archive}.small");
        }
        while (!await IsKilledWhileItCopiesAsync(restore));

        Assert.Equal(1, await JobsOfServerAsync(restore[3..]));
        await using var again = await ProgramRun.ToEndAsync(_target.Folder, null, restore);
        await again.EndsWithAsync(0);
        Assert.Equal(2, await JobsOfServerAsync(restore[3..]));
    }

    protected abstract Task SetSchemaAsync(int version);

    /// <summary>Completes the next job with a result that takes some time to copy.</summary>
    protected async Task CompleteWithLargeFileAsync()
    {
        await room.SubmitAsync();
        var result = room.Temporary("");
        using (var file = File.OpenWrite(result))
        {
            file.SetLength(LargeBytes);
        }

        Assert.True(await room.Queue.CompleteAsync((await room.ClaimAsync())!, result, None));
    }

    /// <returns>False: it was done before.</returns>
    private async Task<bool> IsKilledWhileItCopiesAsync(string[] restore)
    {
        await using var run = ProgramRun.Start(_target.Folder, restore);
        await Eventually.HoldsAsync(() => run.HasExited || IsCopying());
        return !run.HasExited;

        bool IsCopying()
        {
            try
            {
                return Directory.EnumerateFiles(_target.Path("storage", "tmp"), "file", SearchOption.AllDirectories).Any(file => new FileInfo(file).Length > 1 << 20);
            }
            catch (IOException)
            {
                return false; // a folder went while it was looked through
            }
        }
    }

    private async Task<int> JobsOfServerAsync(string[] settings)
    {
        await using var server = await ServerProcess.StartAsync(_target.Folder, "api", settings);
        return JsonDocument.Parse(await server.Client.Http.GetStringAsync("/feature1/jobs")).RootElement.GetArrayLength();
    }

    private protected async Task<Restore.Summary> RestoreAsync(bool replace = false, string? archive = null)
    {
        using var workspace = new Workspace(Options.Create(TargetStorage));
        return await new Restore(await TargetAsync(), TargetFiles, workspace, room.Clock).RunAsync(archive ?? Archive, replace, None);
    }

    private protected async Task<Backup.Summary> BackUpAsync()
    {
        using var database = new ReadOnlyDatabase(Source());
        return await new Backup(Source(), room.Files, [new JobFiles(database, room.Files), new Avatars(database, room.Files)], TimeProvider.System).WriteAsync(Archive, None);
    }

    private async Task RefusesAsync(string says)
    {
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => RestoreAsync());
        Assert.Contains(says, refused.Message);
        Assert.Empty(await TargetFiles.ListKeysAsync(None).ToListAsync());
        Assert.Equal(["tmp"], Directory.EnumerateFileSystemEntries(_target.Path("storage")).Select(Path.GetFileName));
    }
}
