using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace IntelliAvatar.Server.CommandLine;

/// <summary>What the verbs say: results on standard output, everything else on standard error, bars only on a terminal.</summary>
internal static class Console
{
    private static readonly IAnsiConsole Error = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(System.Console.Error) });

    private static readonly JsonWriterOptions Single = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }; // नमस्ते, not \u0928…
    private static readonly JsonWriterOptions Document = Single with { Indented = true };

    /// <summary>Whether a person watches results as they come.</summary>
    public static bool IsTerminal => !System.Console.IsOutputRedirected && !System.Console.IsErrorRedirected;

    /// <summary>A line of result.</summary>
    public static void Say(string line) => System.Console.Out.WriteLine(line);

    /// <summary>A result for programs: one document, or one line where more will come.</summary>
    public static void Say(JsonElement json, bool isOneOfMany = false) => Say(Text(json, isOneOfMany ? Single : Document));

    /// <summary>JSON as one line.</summary>
    public static string OneLine(JsonElement json) => Text(json, Single);

    /// <summary>A line about what is going on.</summary>
    public static void Tell(string line)
    {
        if (System.Console.IsErrorRedirected)
        {
            System.Console.Error.WriteLine(line);
        }
        else
        {
            Error.WriteLine(line); // above a bar, if there is one
        }
    }

    /// <summary>Says why not, and gives the exit code for it.</summary>
    public static int Refused(Refusal refusal)
    {
        System.Console.Error.WriteLine($"{Plain(refusal.Detail)} ({Plain(refusal.Code)})");
        return 1;
    }

    /// <summary>Text of strangers, without what would move a terminal's cursor or colour it.</summary>
    public static string Plain(string? text) => text is null ? "" : string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));

    /// <summary>A table of results; coloured on a terminal only.</summary>
    public static void Show(Table table) =>
        AnsiConsole.Create(new AnsiConsoleSettings { Ansi = System.Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect }).Write(table);

    /// <summary>Runs something that reports 0…1 under a bar.</summary>
    public static async Task<T> WithProgressAsync<T>(string what, Func<Bar, Task<T>> work)
    {
        if (System.Console.IsErrorRedirected)
        {
            Tell($"{what} …");
            return await work(new Bar(null));
        }

        return await Error.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(bars => work(new Bar(bars.AddTask(Markup.Escape(what), maxValue: 1))));
    }

    private static string Text(JsonElement json, JsonWriterOptions form)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, form))
        {
            json.WriteTo(writer);
        }

        return System.Text.Encoding.UTF8.GetString(text.GetBuffer().AsSpan(0, (int)text.Length));
    }

    /// <summary>How far something is; nothing to see where there is no terminal.</summary>
    public sealed class Bar : IProgress<double>
    {
        private readonly ProgressTask? _task;

        internal Bar(ProgressTask? task) => _task = task;

        public void Report(double value)
        {
            if (_task is not null)
            {
                _task.Value = value;
            }
        }

        /// <summary>What is being done now.</summary>
        public void Title(string what)
        {
            if (_task is not null)
            {
                _task.Description = Markup.Escape(what);
            }
        }
    }
}
