using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Media.Processes;
using IntelliAvatar.Server.ModelServers;
using IntelliAvatar.Server.ModelServers.Cpu;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Speech;
using IntelliAvatar.Server.Storage;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Hosting;

/// <summary>Looks at everything the server needs, with the settings it would start with.</summary>
public sealed class Doctor(IReadOnlyList<string> commandLine, bool withFiles = false)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="Part">What was looked at.</param>
    /// <param name="Words">What was found; when it is not well, what to do.</param>
    public sealed record Finding(string Part, bool IsWell, string Words);

    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        // Every other tool is started through it: without it nothing can be said about them.
        var guard = await ToolAsync("setpriv", ["--version"], "util-linux", "util-linux", cancel);
        yield return guard;
        if (!guard.IsWell)
        {
            yield break;
        }

        yield return await ToolAsync("prlimit", ["--version"], "util-linux", "util-linux", cancel);
        yield return await ToolAsync("ffmpeg", ["-hide_banner", "-encoders"], "libx264", "ffmpeg", cancel);
        yield return await ToolAsync("ffprobe", ["-version"], "ffprobe", "ffmpeg", cancel);
        yield return await HeifAsync();
        yield return Sandbox();
        yield return await ToolAsync("flite", ["-lv"], "slt", "flite", cancel);
        yield return await ToolAsync("espeak-ng", ["--voices"], "en", "espeak-ng", cancel);
        yield return Engine();

        // Only the building of the server is tried, nothing is started: a server that runs beside is not disturbed.
        var (host, wrong) = Build();
        yield return wrong ?? new Finding("settings", true, "Settings are valid.");
        if (host is null)
        {
            yield break;
        }

        using (host)
        {
            var database = host.Services.GetRequiredService<IOptions<DatabaseOptions>>().Value;
            var data = await DatabaseAsync(database, cancel);
            yield return data;
            var storage = host.Services.GetRequiredService<IOptions<StorageOptions>>().Value;
            yield return Folder(storage);
            if (PrivateFiles.OpenSettings() is { } open)
            {
                yield return new Finding("settings file", false, open);
            }

            if (storage.IsS3)
            {
                yield return await StoreAsync(storage, host.Services.GetRequiredService<IFileStore>(), cancel);
            }

            if (data.IsWell)
            {
                await foreach (var finding in new StoredFilesCheck(database, host.Services, withFiles).RunAsync(cancel))
                {
                    yield return finding;
                }
            }

            yield return await VoicesAsync(host.Services, cancel);
            foreach (var server in host.Services.GetRequiredService<IOptions<ModelServersOptions>>().Value.Servers)
            {
                yield return await ModelServerAsync(server, cancel);
            }
        }
    }

    private static async Task<Finding> ToolAsync(string program, string[] arguments, string says, string package, CancellationToken cancel)
    {
        try
        {
            var exit = await ChildProcess.RunAsync(new ChildCommand(program, arguments) { Deadline = Patience }, cancel);
            var said = Encoding.UTF8.GetString(exit.Output) + exit.Errors;
            return exit.Succeeded && said.Contains(says, StringComparison.Ordinal)
                ? new Finding(program, true, "It runs.")
                : new Finding(program, false, $"It does not run as it should ('{says}' is missing). Install it: sudo apt-get install {package}");
        }
        catch (Exception missing) when (missing is System.ComponentModel.Win32Exception or IOException)
        {
            return new Finding(program, false, $"It is not there. Install it: sudo apt-get install {package}");
        }
    }

    /// <summary>Without it only these pictures are refused.</summary>
    private static async Task<Finding> HeifAsync() => await Media.HeifPicture.ProgramAsync() is { } program
        ? new Finding("heic pictures", true, $"{program} runs.")
        : new Finding("heic pictures", true, "HEIC and AVIF pictures are refused. To accept them: sudo apt-get install libheif-examples");

    /// <summary>That there is none is a weakness and no failure: limits and a short list of decoders hold there, too.</summary>
    private static Finding Sandbox() => new("sandbox", true, NetworkNamespace.Works
        ? "ffmpeg runs without a network."
        : "ffmpeg keeps its network: the kernel or the container does not allow 'unshare -rn'.");

    private static Finding Engine()
    {
        try
        {
            EngineModels.Load();
            return new Finding("lip-sync engine", true, "Model files are intact.");
        }
        catch (Exception broken) when (broken is IOException or LipSync.Core.InvalidModelException)
        {
            return new Finding("lip-sync engine", false, $"{broken.Message} Reinstall the program.");
        }
    }

    private (IHost? Host, Finding? Wrong) Build()
    {
        try
        {
            var host = ServerApp.Build(ServerRole.All, "http://127.0.0.1:0", [.. commandLine, "--Logging:LogLevel:Default=None"]);
            host.Services.GetRequiredService<IStartupValidator>().Validate();
            return (host, null);
        }
        catch (Exception wrong) when (StartFailure.Sentence(wrong) is { } sentence)
        {
            return (null, new Finding("settings", false, sentence));
        }
    }

    private static async Task<Finding> DatabaseAsync(DatabaseOptions options, CancellationToken cancel)
    {
        try
        {
            return options.IsPostgres ? await PostgresAsync(options, cancel) : await SqliteAsync(options, cancel);
        }
        catch (Exception wrong) when (StartFailure.Sentence(wrong) is { } sentence)
        {
            return new Finding("database", false, sentence);
        }
    }

    private static async Task<Finding> PostgresAsync(DatabaseOptions options, CancellationToken cancel)
    {
        using var database = new ReadOnlyDatabase(options);
        await using var reader = await database.OpenReaderAsync(cancel);
        return ForeignDatabase.InPostgres(reader) is { } foreign ? new Finding("database", false, foreign) : new Finding("database", true, $"PostgreSQL {reader.ServerVersion} answers.");
    }

    private static async Task<Finding> SqliteAsync(DatabaseOptions options, CancellationToken cancel)
    {
        if (SqliteFile.WhatIsWrong(options.SqlitePath) is { } wrong)
        {
            return new Finding("database", false, wrong);
        }

        if (!File.Exists(options.SqlitePath))
        {
            return new Finding("database", true, $"There is none yet; the server makes {options.SqlitePath}.");
        }

        if (!SqliteFile.IsIntact(options.SqlitePath))
        {
            return new Finding("database", false, "The database file is damaged: restore it from a backup with ./avatar restore.");
        }

        using var database = new ReadOnlyDatabase(options);
        await using var reader = await database.OpenReaderAsync(cancel);
        return ForeignDatabase.InSqlite(reader) is { } foreign ? new Finding("database", false, foreign) : new Finding("database", true, "The file is intact.");
    }

    private static async Task<Finding> StoreAsync(StorageOptions options, IFileStore store, CancellationToken cancel) =>
        await WrongAsync(options, store, cancel) is { } wrong ? new Finding("object store", false, wrong) : new Finding("object store", true, $"{options.Url} can be written.");

    private static async Task<string?> WrongAsync(StorageOptions options, IFileStore store, CancellationToken cancel)
    {
        try
        {
            return await store.CheckAsync(cancel);
        }
        catch (StorageAwayException away)
        {
            return $"The store at {options.S3.Endpoint ?? $"Amazon's {options.S3.Region}"} does not answer: {TroubleLog.RootOf(away).Message}";
        }
    }

    private static Finding Folder(StorageOptions options)
    {
        if (StorageFolders.Find(options) is { } trouble)
        {
            return new Finding("storage", false, $"{trouble.Reason} Look at {(options.IsS3 ? "Storage:WorkFolder" : "Storage:Url")} and at the rights of its folder {trouble.Name}.");
        }

        // A folder that is not there yet is made by the server; what counts is the nearest one that is.
        var folder = options.Folder;
        while (!Directory.Exists(folder))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        try
        {
            return new DiskReserve(Options.Create(options), new StorageFolders(Options.Create(options), TimeProvider.System), DiskSpace.Of).Trouble is { } full
                ? new Finding("storage", false, $"{full} Look at {folder}; Storage:Reserve says what is kept.")
                : new Finding("storage", true, $"{folder} can be written, {ByteSize.Text(DiskSpace.Of(folder).Free)} are free.");
        }
        catch (IOException broken)
        {
            return new Finding("storage", false, broken.Message);
        }
    }

    private static async Task<Finding> VoicesAsync(IServiceProvider services, CancellationToken cancel)
    {
        var voices = await services.GetRequiredService<SpeechSynthesizer>().ListVoicesAsync(cancel);
        var providers = voices.GroupBy(voice => voice.Provider).Select(group => $"{group.Key} ({group.Count()})");
        return voices.Count == 0
            ? new Finding("speech", false, "There is no voice. Install the offline ones: sudo apt-get install flite espeak-ng")
            : new Finding("speech", true, $"Voices: {string.Join(", ", providers)}.");
    }

    /// <summary>Any answer will do: a foreign gateway knows no health check.</summary>
    private static async Task<Finding> ModelServerAsync(ModelServerOptions server, CancellationToken cancel)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = Patience };
        try
        {
            var address = server.ToServer();
            using var request = address.Request(HttpMethod.Get, address.At("health"));
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            return new Finding(
                $"model server {server.Url}",
                answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden),
                answer.IsSuccessStatusCode ? "It answers and is healthy."
                : answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? "It wants another key: set ModelServers:…:Key."
                : "It answers.");
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or TaskCanceledException)
        {
            return new Finding($"model server {server.Url}", false, "It does not answer. Is it running, and is ModelServers:…:Url right?");
        }
    }
}
