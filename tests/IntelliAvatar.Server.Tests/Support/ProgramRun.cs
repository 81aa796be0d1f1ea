using System.Diagnostics;
using System.Text;

namespace IntelliAvatar.Server.Tests.Support;

/// <summary>One run of <c>intelliavatar</c> as a person or a script runs it: a process of its own, its output piped.</summary>
public sealed class ProgramRun : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new(), _error = new();

    private ProgramRun(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Hear(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Hear(_error, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Standard output so far.</summary>
    public string Output => Read(_output);

    public bool HasExited => _process.HasExited;

    /// <summary>Its lines.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Standard error so far.</summary>
    public string Error => Read(_error);

    /// <param name="folder">Its working directory.</param>
    public static ProgramRun Start(string folder, params string[] arguments) => new(Process.Start(Command(folder, arguments))!);

    /// <summary>The same where INTELLIAVATAR_SERVER names a server.</summary>
    public static ProgramRun StartWithServer(string folder, string server, params string[] arguments)
    {
        var command = Command(folder, arguments);
        command.Environment["INTELLIAVATAR_SERVER"] = server;
        return new(Process.Start(command)!);
    }

    /// <summary>Runs it to its end.</summary>
    /// <param name="input">What it reads from standard input.</param>
    public static async Task<ProgramRun> ToEndAsync(string folder, string? input, params string[] arguments)
    {
        var command = Command(folder, arguments);
        command.RedirectStandardInput = true;
        var process = Process.Start(command)!;
        var run = new ProgramRun(process);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await run.EndAsync();
        return run;
    }

    /// <summary>Runs it to its end where its environment has this besides.</summary>
    public static async Task<ProgramRun> ToEndWithAsync(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var command = Command(folder, arguments);
        foreach (var (name, value) in environment)
        {
            command.Environment[name] = value;
        }

        var run = new ProgramRun(Process.Start(command)!);
        await run.EndAsync();
        return run;
    }

    /// <summary>Waits for its end and returns the exit code.</summary>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(AvatarClient.Patience);
        return _process.ExitCode;
    }

    /// <summary>Asserts how it ended; says all it said where it did not.</summary>
    public async Task<ProgramRun> EndsWithAsync(int exitCode)
    {
        var exit = await EndAsync();
        Assert.True(exit == exitCode, $"It ended with {exit}, not {exitCode}.\nOutput: {Output}\nError: {Error}");
        return this;
    }

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{signal} {_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static ProcessStartInfo Command(string folder, string[] arguments)
    {
        var command = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "intelliavatar.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        command.Environment.Remove("INTELLIAVATAR_SERVER");
        command.Environment["Storage__Reserve"] = "0"; // the machine may have little room
        return command;
    }

    private static void Hear(StringBuilder text, string? line)
    {
        if (line is not null)
        {
            lock (text)
            {
                text.Append(line).Append('\n');
            }
        }
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
