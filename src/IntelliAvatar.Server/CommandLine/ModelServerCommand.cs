using System.CommandLine;
using System.ComponentModel.DataAnnotations;
using IntelliAvatar.Server.Hosting;
using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.ModelServers;
using IntelliAvatar.Server.ModelServers.Cpu;

namespace IntelliAvatar.Server.CommandLine;

/// <summary><c>intelliavatar model-server</c>: only the lip-sync engine, for other servers to use.</summary>
internal static class ModelServerCommand
{
    /// <summary>What appsettings.json has in <c>AllowedHosts</c>: names that the server has anyway.</summary>
    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];

    public static Command Create()
    {
        var defaults = new CpuModelServerOptions();
        var urls = new Option<string>("--urls") { Description = "Where to listen.", DefaultValueFactory = _ => defaults.Urls };
        var slots = new Option<int>("--slots") { Description = "Videos rendered at once.", DefaultValueFactory = _ => defaults.Slots };
        slots.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!int.TryParse(token.Value, out var number) || number is < 1 or > 64))
            {
                result.AddError($"--slots must be 1 to 64, but is {token.Value}.");
            }
        });
        var work = Files.Named(new Option<string?>("--work") { Description = "Folder for unfinished files; the system's temporary one unless given." });
        var cache = Files.Named(new Option<string?>("--cache") { Description = "Folder for prepared avatars; ~/.cache/intelliavatar/avatars unless given." });
        var cacheMegabytes = new Option<long>("--cache-mb") { Description = "Megabytes of prepared avatars that are kept; 0: none.", DefaultValueFactory = _ => defaults.MaxCacheBytes >> 20 };
        var keyFile = Files.Named(new Option<string?>("--key-file") { Description = "File with the key that requests must have; ModelServer__Key in the environment does the same." });
        var hosts = new Option<string[]>("--hosts") { Description = "Names under which other machines call it, e.g. gpu1;gpu1.example.", DefaultValueFactory = _ => [] };
        var command = new Command("model-server", "Start only the CPU lip-sync engine, over the gateway contract. Limits may follow as --Limits:Name=value.")
        {
            urls, slots, work, cache, cacheMegabytes, keyFile, hosts,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, cancel) =>
        {
            try
            {
                var configuration = new ConfigurationManager();
                configuration.AddSettings(parsed.UnmatchedTokens);
                KnownSettings.Check(configuration);
                var (uploads, media) = (configuration.GetSection("Limits").Get<UploadLimits>() ?? new(), configuration.GetSection("Limits").Get<MediaLimits>() ?? new());
                Validator.ValidateObject(uploads, new ValidationContext(uploads), validateAllProperties: true);
                Validator.ValidateObject(media, new ValidationContext(media), validateAllProperties: true);
                ListenCheck.Check(parsed.GetValue(urls)!);
                var options = defaults with
                {
                    Urls = parsed.GetValue(urls)!,
                    Key = KeyFrom(configuration, parsed.GetValue(keyFile)),
                    Hosts = [.. $"{configuration["AllowedHosts"]};{string.Join(';', parsed.GetValue(hosts)!)}".Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Except(Loopback)],
                    Slots = parsed.GetValue(slots),
                    WorkDirectory = parsed.GetValue(work),
                    CacheDirectory = parsed.GetValue(cache),
                    MaxCacheBytes = parsed.GetValue(cacheMegabytes) << 20,
                    MaxVideoBytes = uploads.MaxVideoBytes,
                    MaxAudioBytes = uploads.MaxAudioBytes,
                    Limits = media,
                };
                await CpuModelServer.RunAsync(options, cancel);
                return 0;
            }
            catch (Exception wrong) when (StartFailure.Sentence(wrong) is { } sentence)
            {
                Console.Tell($"intelliavatar cannot start: {sentence}");
                return 1;
            }
        });
        return command;
    }

    private static string? KeyFrom(ConfigurationManager configuration, string? file)
    {
        var (name, key) = file is null ? ("ModelServer:Key", configuration["ModelServer:Key"]) : ("--key-file", SecretFiles.ContentOf("--key-file", file));
        return key is not null && SharedKey.WrongForOurs(key) is { } wrong ? throw new SettingException($"{name} {wrong}.") : key;
    }
}
