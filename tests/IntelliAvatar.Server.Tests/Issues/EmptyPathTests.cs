using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>A path that is empty, as from a shell's unset variable, ended <c>batch</c> with an unhandled exception.</summary>
[Collection(ServerIssueTests.Name)]
public sealed class EmptyPathTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("--out", "batch", "there.txt", "there.txt", "--avatar", "a", "--out", "")]
    [InlineData("--video", "batch", "there.txt", "there.txt", "--video", "")]
    [InlineData("script", "batch", "", "there.txt", "--avatar", "a")]
    [InlineData("rows", "batch", "there.txt", "", "--avatar", "a")]
    [InlineData("--video", "say", "--video", "", "--text", "Hello.")]
    [InlineData("--text-file", "say", "--video", "there.txt", "--text-file", "")]
    [InlineData("--out", "say", "--video", "there.txt", "--text", "Hello.", "--out", "")]
    [InlineData("--audio", "sync", "--video", "there.txt", "--audio", "")]
    [InlineData("--out", "sync", "--video", "there.txt", "--audio", "there.txt", "--out", "")]
    [InlineData("--out", "jobs", "download", "a", "--out", "")]
    [InlineData("--phones", "render", "--video", "there.txt", "--audio", "there.txt", "--phones", "", "--out", "out.mp4")]
    [InlineData("--out", "render", "--video", "there.txt", "--audio", "there.txt", "--out", "")]
    [InlineData("--out", "demo", "--out", "")]
    [InlineData("file", "backup", "")]
    [InlineData("file", "restore", "")]
    [InlineData("--work", "model-server", "--urls", "http://127.0.0.1:0", "--work", "")]
    [InlineData("--cache", "model-server", "--urls", "http://127.0.0.1:0", "--cache", "")]
    public async Task An_empty_path_is_named_in_one_sentence(string name, params string[] arguments)
    {
        _sandbox.Write("there.txt", "Hello.");

        await using var run = await ProgramRun.ToEndAsync(_sandbox.Folder, null, arguments);

        await run.EndsWithAsync(2);
        Assert.Equal([$"{name}: the path is empty; perhaps a variable is not set."], run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
