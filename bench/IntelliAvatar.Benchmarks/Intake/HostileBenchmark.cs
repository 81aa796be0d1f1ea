using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace IntelliAvatar.Benchmarks.Intake;

/// <summary>What the intake of each file of a folder takes: processor time and peak memory of its child processes, and the verdict.</summary>
internal static class HostileBenchmark
{
    private static readonly HashSet<string> Sounds = new(StringComparer.OrdinalIgnoreCase) { ".wav", ".mp3", ".m4a", ".ogg", ".flac", ".aiff", ".caf" };

    public static async Task RunAsync(DirectoryInfo files, BenchFolder folder, CancellationToken cancel)
    {
        var table = new Table().Title($"intake of {files.FullName}").AddColumns("file", "wall s", "CPU s", "MB", "verdict");
        foreach (var file in files.GetFiles().Where(file => file.Extension is not (".md" or ".csv")).OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            string[] kind = Sounds.Contains(file.Extension) ? ["--audio"] : [];
            var said = await Tool.RunAsync("dotnet", [typeof(HostileBenchmark).Assembly.Location, IntakeProcess.Name, file.FullName, folder.File($"{Guid.NewGuid():N}.out"), .. kind], cancel);
            var outcome = JsonSerializer.Deserialize<IntakeProcess.Outcome>(said)!;
            table.AddRow(file.Name, Number(outcome.Wall), Number(outcome.Processor), $"{outcome.Megabytes:0}", Markup.Escape($"{outcome.Verdict}: {outcome.Detail}"));
        }

        AnsiConsole.Write(table);
    }

    private static string Number(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);
}
