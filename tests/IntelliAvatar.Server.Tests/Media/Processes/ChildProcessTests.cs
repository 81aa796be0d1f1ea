using System.Diagnostics;
using System.Text;
using IntelliAvatar.Server.Media.Processes;

namespace IntelliAvatar.Server.Tests.Media.Processes;

public sealed class ChildProcessTests
{
    [Fact]
    public async Task Arguments_arrive_unchanged()
    {
        string[] arguments = ["two words", "it's \"quoted\"", "new\nline", "$(id)", "", "-n", "--", "ünï", "a;b|c&d>e", "%s%n"];
        var exit = await ChildProcess.RunAsync(new ChildCommand("printf", ["%s\\0", .. arguments]), default);
        Assert.Equal(arguments, exit.OutputText.Split('\0')[..^1]);
    }

    [Fact]
    public async Task The_exit_code_and_the_errors_come_back()
    {
        var exit = await ChildProcess.RunAsync(Shell("echo broken >&2; exit 3"), default);
        Assert.False(exit.Succeeded);
        Assert.Equal((3, "broken\n"), (exit.Code, exit.Errors));
    }

    [Fact]
    public async Task A_missing_program_is_exit_code_127()
    {
        Assert.Equal(127, (await ChildProcess.RunAsync(new ChildCommand("no-such-program", []), default)).Code);
    }

    [Fact]
    public async Task What_is_fed_in_comes_out()
    {
        var bytes = new byte[300_000];
        new Random(1).NextBytes(bytes);
        var exit = await ChildProcess.RunAsync(new ChildCommand("cat", []), ChildPipes.Feed(bytes), default);
        Assert.Equal(bytes, exit.Output);
    }

    [Fact]
    public async Task Output_is_kept_up_to_its_bound_and_the_child_runs_on()
    {
        var exit = await ChildProcess.RunAsync(Shell("head -c 3000000 /dev/zero; head -c 3000000 /dev/zero >&2; exit 5") with { MaxOutputBytes = 1000, MaxErrorBytes = 10 }, default);
        Assert.Equal((5, 1000, true, 10), (exit.Code, exit.Output.Length, exit.OutputCut, exit.Errors.Length));
    }

    [Fact]
    public async Task A_deadline_kills_the_whole_tree()
    {
        using var tree = new Tree();
        var exit = await ChildProcess.RunAsync(tree.Command with { Deadline = TimeSpan.FromSeconds(1) }, default);
        Assert.True(exit.PastDeadline);
        Assert.False(exit.Succeeded);
        await tree.AssertDeadAsync();
    }

    [Fact]
    public async Task Cancellation_kills_the_whole_tree_and_waits_for_it()
    {
        using var tree = new Tree();
        using var cancel = new CancellationTokenSource();
        var run = ChildProcess.RunAsync(tree.Command, cancel.Token);
        await tree.GrownAsync();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await tree.AssertDeadAsync();
    }

    [Fact]
    public async Task A_reader_that_throws_ends_the_child()
    {
        var pipes = new ChildPipes { Output = (_, _) => throw new InvalidOperationException("enough") };
        var run = ChildProcess.RunAsync(new ChildCommand("sleep", ["60"]), pipes, default);
        Assert.Equal("enough", (await Assert.ThrowsAsync<InvalidOperationException>(() => run)).Message);
    }

    [Fact]
    public async Task A_child_that_stops_listening_says_why_by_its_exit_code()
    {
        var pipes = ChildPipes.Feed(new byte[1 << 20]);
        Assert.Equal(7, (await ChildProcess.RunAsync(Shell("exit 7"), pipes, default)).Code);
    }

    [Fact]
    public async Task Limits_bind_the_child()
    {
        var limits = new ChildLimits(AddressSpaceBytes: 500_000_000, CpuTime: TimeSpan.FromSeconds(7), FileBytes: 4096, OpenFiles: 20);
        var exit = await ChildProcess.RunAsync(Shell("ulimit -v; ulimit -t; ulimit -f; ulimit -n; ulimit -c; nice") with { Limits = limits, Niceness = 10 }, default);
        Assert.Equal(["488281", "7", "8", "20", "0", "10"], exit.OutputText.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Unless_told_a_child_gets_none_of_our_environment()
    {
        var exit = await ChildProcess.RunAsync(new ChildCommand("env", []), default);
        Assert.All(exit.OutputText.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches("^(PATH|LC_ALL|MALLOC_ARENA_MAX)=", line));
    }

    [Fact]
    public async Task A_child_does_not_outlive_a_parent_that_was_killed()
    {
        // The parent is a shell that starts its child through the very guards we use; kill -9 gives it no chance to clean up.
        var sleeper = ChildWrapper.Wrap(new ChildCommand("sleep", ["60"]) { Niceness = 1 });
        var parent = await ChildProcess.StartAsync(new ChildCommand("sh", ["-c", "\"$@\" & echo $!; wait", "sh", sleeper.FileName, .. sleeper.ArgumentList]), default);
        var child = int.Parse(await parent.OutputLines(default).FirstAsync());
        await WaitAsync(() => CommandOf(child).StartsWith("sleep", StringComparison.Ordinal));

        using var parentProcess = Process.GetProcessById(parent.Id);
        parentProcess.Kill(entireProcessTree: false);

        await WaitAsync(() => CommandOf(child).Length == 0);
        Assert.Equal(128 + 9, await parent.Exited);
    }

    [Fact]
    public async Task A_running_child_tells_line_by_line_and_ends_when_told()
    {
        await using var child = await ChildProcess.StartAsync(Shell("echo one; echo; echo two >&2; printf last; exec sleep 60"), default);
        Assert.Equal(["one", ""], await child.OutputLines(default).Take(2).ToListAsync());
        Assert.Equal("two", await child.ErrorLines(default).FirstAsync());
        Assert.False(child.Exited.IsCompleted);
        await child.KillAsync();
        Assert.Equal(128 + 9, await child.Exited);
        Assert.Equal(["last"], await child.OutputLines(default).ToListAsync());
    }

    [Fact]
    public async Task A_running_child_nobody_listens_to_is_not_held_up()
    {
        await using var child = await ChildProcess.StartAsync(Shell("head -c 3000000 /dev/zero; yes | head -n 100000; exit 4"), default);
        Assert.Equal(4, await child.Exited.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    private static ChildCommand Shell(string script) => new("sh", ["-c", script]);

    private static string CommandOf(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline", Encoding.UTF8);
        }
        catch (IOException)
        {
            return "";
        }
        catch (UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static async Task WaitAsync(Func<bool> until)
    {
        for (var patience = Stopwatch.StartNew(); !until(); await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System))
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(10), "It did not happen in 10 s.");
        }
    }

    /// <summary>A shell with a child and a grandchild that would all run for a minute; the grandchild's id lies in a file.</summary>
    private sealed class Tree : IDisposable
    {
        private readonly string _idFile = Path.GetTempFileName();

        public ChildCommand Command =>
            Shell($"sh -c 'sleep 60 & echo $! > {_idFile}; wait' & wait");

        public Task GrownAsync() => WaitAsync(() => new FileInfo(_idFile).Length > 0);

        public Task AssertDeadAsync()
        {
            var grandchild = int.Parse(File.ReadAllText(_idFile));
            return WaitAsync(() => CommandOf(grandchild).Length == 0);
        }

        public void Dispose() => File.Delete(_idFile);
    }
}
