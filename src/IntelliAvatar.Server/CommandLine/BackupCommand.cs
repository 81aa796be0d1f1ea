using System.CommandLine;
using IntelliAvatar.Server.Assets;
using IntelliAvatar.Server.Backups;
using IntelliAvatar.Server.Hosting;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.CommandLine;

/// <summary><c>intelliavatar backup</c> and <c>restore</c>: database and files as one archive.</summary>
internal static class BackupCommand
{
    public static Command CreateBackup()
    {
        var file = Files.Named(new Argument<string>("file") { Description = "The archive, a tar, outside the storage. An earlier backup of that name is replaced when the new one is whole." });
        var command = new Command("backup", "Write the database and all files into one archive; the server may run. Settings may follow as --Section:Name=value.") { file };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancel) => RunAsync("backup", parsed.UnmatchedTokens, host => BackupAsync(host, Path.GetFullPath(parsed.GetValue(file)!), cancel)));
        return command;
    }

    public static Command CreateRestore()
    {
        var file = Files.Named(new Argument<string>("file") { Description = "An archive of the verb backup." });
        var replace = new Option<bool>("--replace") { Description = "There is data already: the old database is kept beside the restored one, and files stay." };
        var command = new Command("restore", "Bring database and files back from an archive; no server may run. Settings may follow as --Section:Name=value.") { file, replace };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancel) => RunAsync("restore", parsed.UnmatchedTokens, host => RestoreAsync(host, Path.GetFullPath(parsed.GetValue(file)!), parsed.GetValue(replace), cancel)));
        return command;
    }

    private static async Task BackupAsync(IHost host, string file, CancellationToken cancel)
    {
        var options = host.Services.GetRequiredService<IOptions<DatabaseOptions>>().Value;
        var storage = host.Services.GetRequiredService<IOptions<StorageOptions>>().Value;
        if (await BackupPlace.WhyNotAsync(file, options, storage, cancel) is { } wrong)
        {
            throw new InvalidDataException(wrong);
        }

        var store = host.Services.GetRequiredService<IFileStore>();
        using var database = new ReadOnlyDatabase(options);
        IFileReferences[] owners =
        [
            new JobFiles(database, store), new Avatars(database, store),
            new Uploads(database, store, host.Services.GetRequiredService<IOptions<UploadOptions>>(), TimeProvider.System),
        ];
        var made = await new Backup(options, store, owners, TimeProvider.System).WriteAsync(file, cancel);
        Console.Say($"{file}: the database and {made.Files} files, {made.Bytes >> 20} MiB.");
        if (made.Missing > 0)
        {
            Console.Tell($"{made.Missing} files that the database names are gone and not in the archive; ./avatar doctor --files lists them.");
        }
    }

    private static async Task RestoreAsync(IHost host, string file, bool replace, CancellationToken cancel)
    {
        var options = host.Services.GetRequiredService<IOptions<DatabaseOptions>>().Value;
        using var workspace = new Workspace(host.Services.GetRequiredService<IOptions<StorageOptions>>());
        var done = await new Restore(options, host.Services.GetRequiredService<IFileStore>(), workspace, TimeProvider.System).RunAsync(file, replace, cancel);
        Console.Say($"The database and {done.Files} files are as they were {done.MadeAt:yyyy-MM-dd HH:mm} UTC. Start the server.");
        if (done.Kept is { } kept)
        {
            Console.Say($"The database of before is kept: {kept}");
        }
    }

    private static async Task<int> RunAsync(string verb, IReadOnlyList<string> settings, Func<IHost, Task> run)
    {
        try
        {
            PrivateFiles.FromNowOn();
            using var host = ServerApp.Build(ServerRole.Scheduler, "", [.. settings, "--Logging:LogLevel:Default=None"]);
            host.Services.GetRequiredService<IStartupValidator>().Validate();
            await run(host);
            return 0;
        }
        catch (Exception wrong) when (StartFailure.Sentence(wrong) is { } sentence)
        {
            Console.Tell($"intelliavatar cannot {verb}: {sentence}");
            return 1;
        }
    }
}
