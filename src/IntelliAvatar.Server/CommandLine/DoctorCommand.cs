using System.CommandLine;
using IntelliAvatar.Server.Hosting;
using Spectre.Console;

namespace IntelliAvatar.Server.CommandLine;

/// <summary><c>intelliavatar doctor</c>: what is wrong, and how to fix it.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var files = new Option<bool>("--files") { Description = "Also look for the files of all jobs, avatars and uploads, and list those that are gone." };
        var command = new Command("doctor", "Check tools, database, storage, speech and model servers. Settings may follow as --Section:Name=value.")
        {
            files,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancel) => RunAsync(parsed.UnmatchedTokens, parsed.GetValue(files), cancel));
        return command;
    }

    private static async Task<int> RunAsync(IReadOnlyList<string> settings, bool withFiles, CancellationToken cancel)
    {
        var table = new Table { Border = TableBorder.Rounded }.AddColumns("Part", "", "What was found");
        var sick = 0;
        await foreach (var finding in new Doctor(settings, withFiles).RunAsync(cancel))
        {
            sick += finding.IsWell ? 0 : 1;
            var colour = finding.IsWell ? "green" : "red";
            table.AddRow(Markup.Escape(finding.Part), $"[{colour}]{(finding.IsWell ? "ok" : "wrong")}[/]", Markup.Escape(finding.Words));
        }

        Console.Show(table);
        Console.Say(sick == 0 ? "All is well." : $"{sick} {(sick == 1 ? "thing is" : "things are")} wrong.");
        return sick == 0 ? 0 : 1;
    }
}
