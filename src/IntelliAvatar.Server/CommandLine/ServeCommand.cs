using System.CommandLine;
using IntelliAvatar.Server.Hosting;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.CommandLine;

/// <summary><c>intelliavatar serve</c>: the server.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var urls = new Option<string>("--urls") { Description = "Where to listen.", DefaultValueFactory = _ => "http://127.0.0.1:8000" };
        var role = new Option<ServerRole>("--role") { Description = "all, api (takes requests) or scheduler (runs jobs).", DefaultValueFactory = _ => ServerRole.All };
        var command = new Command("serve", "Start the server. Settings may follow as --Section:Name=value.") { urls, role };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, cancel) =>
            await StartAsync(parsed.GetValue(role), parsed.GetValue(urls)!, parsed.UnmatchedTokens, cancel));
        return command;
    }

    private static async Task<int> StartAsync(ServerRole role, string urls, IReadOnlyList<string> settings, CancellationToken cancel)
    {
        // System.CommandLine waits for what it knows to have begun. Told to stop before this has returned to it, it would exit at once.
        await Task.Yield();
        try
        {
            PrivateFiles.FromNowOn();
            using var host = ServerApp.Build(role, urls, settings);
            host.Services.GetRequiredService<IStartupValidator>().Validate();
            if (role != ServerRole.Scheduler)
            {
                ListenCheck.Check(urls);
            }

            PrivateFiles.Tighten(host.Services);
            _ = host.Services.GetRequiredService<Workspace>(); // from here on the process is seen to live, however long it waits for its database
            await StartWait.ForAsync(host, role == ServerRole.Scheduler ? null : urls, cancel);
            if (await host.Services.GetRequiredService<StorageNeighbours>().WhatIsWrongAsync(cancel) is { } wrongStorage)
            {
                throw new SettingException(wrongStorage);
            }

            await host.RunAsync(cancel);
            return Environment.ExitCode;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return Environment.ExitCode; // told to stop before it had started: as asked, no failure
        }
        catch (Exception wrong) when (StartFailure.Sentence(wrong) is { } sentence)
        {
            Console.Tell($"intelliavatar cannot start: {sentence}");
            return 1;
        }
    }
}
