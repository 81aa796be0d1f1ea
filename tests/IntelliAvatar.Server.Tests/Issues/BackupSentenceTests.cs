using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>Where there was no database or no archive, <c>backup</c> and <c>restore</c> said "SQLite Error 14" or "Access is denied".</summary>
public sealed class BackupSentenceTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("There is no database {0}/storage/jobs.db.", "backup", "new.tar")]
    [InlineData("There is no database {0}/other.db.", "backup", "new.tar", "--Database:Url=sqlite:other.db")]
    [InlineData("{0}/folder is a folder.", "backup", "folder")]
    [InlineData("{0}/folder is a folder, not a backup.", "restore", "folder")]
    [InlineData("There is no file {0}/none.tar.", "restore", "none.tar")]
    [InlineData("There is no file {0}/none/none.tar.", "restore", "none/none.tar", "--replace")]
    public async Task What_is_not_there_is_named_by_its_path(string says, string verb, params string[] arguments)
    {
        Directory.CreateDirectory(_sandbox.Path("folder"));

        await using var run = await ProgramRun.ToEndAsync(_sandbox.Folder, null, [verb, .. arguments]);

        await run.EndsWithAsync(1);
        Assert.StartsWith(
            $"intelliavatar cannot {verb}: {says.Replace("{0}", _sandbox.Folder, StringComparison.Ordinal)}",
            Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.False(File.Exists(_sandbox.Path("storage", "jobs.db")));
    }
}
