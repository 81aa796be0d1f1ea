using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary><c>--out</c> that named an input replaced it by the video.</summary>
public sealed class OverwrittenInputTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public OverwrittenInputTests()
    {
        foreach (var name in new[] { "a.mp4", "b.wav", "c.txt", "0012.mp4", "rows.csv" })
        {
            _sandbox.Write(Path.Combine("real", name), "kept");
        }

        Directory.CreateSymbolicLink(_sandbox.Path("linked"), "real");
        File.CreateSymbolicLink(_sandbox.Path("link.wav"), Path.Combine("real", "b.wav"));
        Directory.CreateDirectory(_sandbox.Path("other"));
        File.CreateSymbolicLink(_sandbox.Path("other", "0001.mp4"), Path.Combine("..", "real", "a.mp4"));
    }

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("real/a.mp4", "render", "--video", "real/a.mp4", "--audio", "real/b.wav", "--out", "real/a.mp4")]
    [InlineData("real/b.wav", "render", "--video", "real/a.mp4", "--audio", "real/b.wav", "--out", "real/../real/b.wav")]
    [InlineData("linked/c.txt", "render", "--video", "real/a.mp4", "--audio", "real/b.wav", "--phones", "linked/c.txt", "--out", "real/c.txt")]
    [InlineData("real/b.wav", "sync", "--video", "real/a.mp4", "--audio", "real/b.wav", "--out", "link.wav")]
    [InlineData("link.wav", "sync", "--video", "real/a.mp4", "--audio", "link.wav", "--out", "linked/b.wav")]
    [InlineData("real/a.mp4", "say", "--video", "real/a.mp4", "--text", "Hello.", "--out", "linked/a.mp4")]
    [InlineData("real/c.txt", "say", "--video", "real/a.mp4", "--text-file", "real/c.txt", "--out", "real/c.txt")]
    [InlineData("real/0012.mp4", "batch", "real/c.txt", "real/rows.csv", "--video", "real/0012.mp4", "--out", "linked")]
    [InlineData("real/0012.mp4", "batch", "real/0012.mp4", "real/rows.csv", "--avatar", "a", "--out", "real")]
    [InlineData("real/a.mp4", "batch", "real/c.txt", "real/rows.csv", "--video", "real/a.mp4", "--out", "other")]
    public async Task An_output_that_is_an_input_is_refused_in_one_sentence(string input, params string[] arguments)
    {
        await using var run = await ProgramRun.ToEndAsync(_sandbox.Folder, null, arguments);

        await run.EndsWithAsync(2);
        var said = Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("--out: ", said);
        Assert.Contains($"the input '{input}'", said);
        Assert.All(Directory.EnumerateFiles(_sandbox.Path("real")), file => Assert.Equal("kept", File.ReadAllText(file)));
    }

    [Theory]
    [InlineData("sync", "--video", "real/a.mp4", "--audio", "real/b.wav", "--out", "real/0012.mp4")]
    [InlineData("batch", "real/c.txt", "real/rows.csv", "--video", "real/a.mp4", "--out", "real")]
    public async Task Another_file_beside_the_inputs_is_written_as_before(params string[] arguments)
    {
        await using var run = await ProgramRun.ToEndAsync(_sandbox.Folder, null, [.. arguments, "--server", "http://127.0.0.1:1"]);

        await run.EndsWithAsync(1);
        Assert.Contains("server_unreachable", run.Error);
    }
}
