using Spectre.Console;

namespace IntelliAvatar.Server.CommandLine;

/// <summary>What the verbs say: results on standard output, everything else on standard error, bars only on a terminal.</summary>
internal static class Console
{
    private static readonly IAnsiConsole Error = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(System.Console.Error) });

    /// <summary>A line of result.</summary>
    public static void Say(string line) => System.Console.Out.WriteLine(line);

    /// <summary>A line about what is going on.</summary>
    public static void Tell(string line) => System.Console.Error.WriteLine(line);

    /// <summary>Says why not, and gives the exit code for it.</summary>
    public static int Refused(Refusal refusal)
    {
        System.Console.Error.WriteLine($"{refusal.Detail} ({refusal.Code})");
        return 1;
    }

    /// <summary>A table of results; coloured on a terminal only.</summary>
    public static void Show(Table table) =>
        AnsiConsole.Create(new AnsiConsoleSettings { Ansi = System.Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect }).Write(table);

    /// <summary>Runs something that reports 0…1 under a bar.</summary>
    public static async Task<T> WithProgressAsync<T>(string what, Func<IProgress<double>, Task<T>> work)
    {
        if (System.Console.IsErrorRedirected)
        {
            Tell($"{what} …");
            return await work(new Progress<double>());
        }

        return await Error.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(bars =>
            {
                var bar = bars.AddTask(what, maxValue: 1);
                return work(new Bar(bar));
            });
    }

    private sealed class Bar(ProgressTask bar) : IProgress<double>
    {
        public void Report(double value) => bar.Value = value;
    }
}
