using System.CommandLine;
using IntelliAvatar.Server.Hosting;
using IntelliAvatar.Server.Jobs.Worker;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.CommandLine;

/// <summary><c>intelliavatar health</c>: whether the schedulers on this machine's storage folder do their rounds, for those who start them again.</summary>
internal static class HealthCommand
{
    public static Command Create()
    {
        var role = new Option<ServerRole>("--role") { Description = "scheduler; an api is asked by GET /health/live and /health/ready.", DefaultValueFactory = _ => ServerRole.Scheduler };
        var command = new Command("health", "Say whether the scheduler that runs here is well. Settings may follow as --Section:Name=value.") { role };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(parsed =>
        {
            try
            {
                if (parsed.GetValue(role) == ServerRole.Api)
                {
                    throw new SettingException("an api is asked by GET /health/live and /health/ready.");
                }

                var configuration = new ConfigurationManager();
                configuration.AddSettings(parsed.UnmatchedTokens);
                var storage = configuration.GetSection("Storage").Get<StorageOptions>() ?? new();
                var look = LoopTurns.LookAt(storage.Wrong is { } wrong ? throw new SettingException(wrong) : storage.Folder, TimeProvider.System);
                Console.Tell(look.Sentence);
                return look.IsWell ? 0 : 1;
            }
            catch (Exception odd) when (StartFailure.Sentence(odd) is { } sentence)
            {
                Console.Tell($"intelliavatar cannot look: {sentence}");
                return 1;
            }
        });
        return command;
    }
}
