using System.Runtime.Versioning;
using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>Other users of the machine could read faces, voices, texts and the database.</summary>
[Collection(ServerIssueTests.Name)]
[UnsupportedOSPlatform("windows")]
public sealed class OpenFilesTests(SampleMedia media) : IDisposable
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task All_that_a_server_makes_is_its_users_alone()
    {
        await using var gpu = await FakeModelServer.StartAsync(media);
        await using var server = await ServerProcess.StartAsync(_sandbox.Folder, "all", $"--ModelServers:0:Url={gpu.Url}");
        await server.Client.CompletedAsync(await server.Client.SyncAsync(media.Video, media.Speech));
        using var avatar = await server.Client.Http.PostAsync("/v1/avatars", AvatarClient.Form(("user_id", "anita", null), ("name", "Anita", null), ("video", null, media.Video)));
        Assert.True(avatar.IsSuccessStatusCode);

        var made = Directory.EnumerateFileSystemEntries(_sandbox.Path("storage"), "*", SearchOption.AllDirectories).ToList();

        Assert.Contains(made, path => path.EndsWith("jobs.db-wal", StringComparison.Ordinal));
        Assert.Contains(made, path => path.Contains("/avatars/", StringComparison.Ordinal));
        Assert.All(made, path => Assert.Equal(UnixFileMode.None, ModeOf(path) & Others));
    }

    [Fact]
    public async Task What_an_older_version_left_open_is_closed_at_the_start()
    {
        await using (await ServerProcess.StartAsync(_sandbox.Folder, "api"))
        {
            // It makes the database.
        }

        var open = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        string[] folders = ["uploads", "outputs", "incoming", "avatars", "tmp", "cache"];
        foreach (var folder in folders)
        {
            File.SetUnixFileMode(Directory.CreateDirectory(_sandbox.Path("storage", folder)).FullName, open);
        }

        File.SetUnixFileMode(_sandbox.Path("storage", "jobs.db"), open);

        await using var server = await ServerProcess.StartAsync(_sandbox.Folder, "api");

        Assert.All(folders.Append("jobs.db"), name => Assert.Equal(UnixFileMode.None, ModeOf(_sandbox.Path("storage", name)) & Others));
    }

    [Fact]
    public async Task A_folder_that_another_program_uses_stays_open()
    {
        var open = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        foreach (var folder in (string[])["uploads", "tmp"])
        {
            _sandbox.Write(Path.Combine("storage", folder, "holiday.jpg"), "another program's");
            File.SetUnixFileMode(_sandbox.Path("storage", folder), open);
        }

        File.SetUnixFileMode(Directory.CreateDirectory(_sandbox.Path("elsewhere")).FullName, open);
        Directory.CreateSymbolicLink(_sandbox.Path("storage", "outputs"), _sandbox.Path("elsewhere"));

        await using var server = await ServerProcess.StartAsync(_sandbox.Folder, "api");

        Assert.All((string[])["storage/uploads", "storage/tmp", "elsewhere"], name => Assert.Equal(open, ModeOf(_sandbox.Path(name))));
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead, true)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite, false)]
    public async Task A_file_of_settings_that_others_can_read_is_said(UnixFileMode mode, bool isSaid)
    {
        File.SetUnixFileMode(_sandbox.Write(".env", "Speech__PreviewsPerMinute=20\n"), mode);

        await using var server = await ServerProcess.StartAsync(_sandbox.Folder, "api");

        Assert.Equal(isSaid, server.Said.Contains("chmod 600", StringComparison.Ordinal));
    }

    private static UnixFileMode ModeOf(string path) => File.GetUnixFileMode(path);
}
