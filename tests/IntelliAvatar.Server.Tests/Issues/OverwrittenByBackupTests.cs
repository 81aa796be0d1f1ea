using IntelliAvatar.Server.Backups;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using IntelliAvatar.Server.Tests.Jobs;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary><c>backup FILE</c> replaced whatever FILE was: the database itself, files of the storage, files of other programs.</summary>
public sealed class OverwrittenByBackupTests : IAsyncLifetime
{
    private readonly SqliteRoom _room = new();

    private string Folder => _room.Sandbox.Folder;

    public Task InitializeAsync() => _room.OpenAsync();

    public async Task DisposeAsync() => await _room.DisposeAsync();

    [Theory]
    [InlineData("storage/jobs.db", "the database")]
    [InlineData("storage/../storage/jobs.db", "the database")]
    [InlineData("storage/jobs.db-wal", "the database")]
    [InlineData("storage/jobs.db-shm", "the database")]
    [InlineData("storage/jobs.db-journal", "the database")]
    [InlineData("storage/installation.json", "files of the storage")]
    [InlineData("storage/uploads/new.tar", "files of the storage")]
    [InlineData("linked/new.tar", "files of the storage")]
    [InlineData("linked/jobs.db", "the database")]
    [InlineData("database.link", "the database")]
    [InlineData("new.link", "files of the storage")]
    [InlineData("elsewhere/new.tar", "files of the storage")]
    [InlineData("letter.txt", "not a backup")]
    [InlineData("letter.link", "not a backup")]
    [InlineData("empty", "not a backup")]
    [InlineData("other.tar", "not a backup")]
    [InlineData("/dev/null", "not a backup")]
    [InlineData("folder", "is a folder")]
    public async Task A_file_that_is_no_earlier_backup_is_not_replaced(string name, string says)
    {
        Prepare();

        Assert.Contains(says, await WhyNotAsync(name));
    }

    [Theory]
    [InlineData("sqlite:data.tar.part", "file:files", "data.tar", "the database")]
    [InlineData("sqlite:data.work/jobs.db", "file:files", "data", "the database")]
    [InlineData("sqlite:jobs.db", "file:data.work", "data", "files of the storage")]
    [InlineData("postgres://u:p@h/jobs", "s3://bucket", "work/new.tar", "files of the storage")]
    public async Task What_a_backup_writes_meanwhile_replaces_nothing_either(string database, string storage, string name, string says)
    {
        string Under(string url) => url.Replace("sqlite:", $"sqlite:{Folder}/", StringComparison.Ordinal).Replace("file:", $"file:{Folder}/", StringComparison.Ordinal);

        var why = await BackupPlace.WhyNotAsync(
            _room.Sandbox.Path(name),
            new DatabaseOptions { Url = Under(database) },
            new StorageOptions { Url = Under(storage), WorkFolder = _room.Sandbox.Path("work") },
            CancellationToken.None);

        Assert.Contains(says, why);
    }

    [Fact]
    public async Task The_command_says_so_in_one_sentence_and_an_earlier_backup_is_replaced()
    {
        await _room.SubmitAsync();
        await (await BackUpAsync("night.tar")).EndsWithAsync(0);
        await (await BackUpAsync("night.tar")).EndsWithAsync(0);

        await using var refused = await BackUpAsync(Path.Combine("storage", "jobs.db"));

        await refused.EndsWithAsync(1);
        Assert.StartsWith("intelliavatar cannot backup: A backup to ", Assert.Single(refused.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        await _room.SubmitAsync();
        Assert.Null(await WhyNotAsync("night.tar"));
        Assert.Null(await WhyNotAsync("storage.tar"));
        Assert.Null(await WhyNotAsync("new/new.tar"));
    }

    private Task<ProgramRun> BackUpAsync(string name) => ProgramRun.ToEndAsync(Folder, null, "backup", name);

    private Task<string?> WhyNotAsync(string name) => BackupPlace.WhyNotAsync(
        Path.GetFullPath(name, Folder),
        new DatabaseOptions { Url = $"sqlite:{_room.Sandbox.Path("storage", "jobs.db")}" },
        new StorageOptions { Url = $"file:{_room.Sandbox.Path("storage")}" },
        CancellationToken.None);

    private void Prepare()
    {
        _room.Sandbox.Write("letter.txt", "Dear Anita");
        _room.Sandbox.Write("empty", "");
        Directory.CreateDirectory(_room.Sandbox.Path("folder"));
        Directory.CreateDirectory(_room.Sandbox.Path("elsewhere"));
        var uploads = _room.Sandbox.Path("storage", "uploads");
        if (Directory.Exists(uploads))
        {
            Directory.Delete(uploads, recursive: true);
        }

        Directory.CreateSymbolicLink(uploads, _room.Sandbox.Path("elsewhere"));
        Directory.CreateSymbolicLink(_room.Sandbox.Path("linked"), "storage");
        File.CreateSymbolicLink(_room.Sandbox.Path("database.link"), Path.Combine("linked", "jobs.db"));
        File.CreateSymbolicLink(_room.Sandbox.Path("new.link"), Path.Combine("storage", "new.tar"));
        File.CreateSymbolicLink(_room.Sandbox.Path("letter.link"), "letter.txt");
        System.Formats.Tar.TarFile.CreateFromDirectory(_room.Sandbox.Path("folder"), _room.Sandbox.Path("other.tar"), includeBaseDirectory: true);
    }
}
