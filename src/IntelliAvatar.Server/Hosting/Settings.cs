using IntelliAvatar.Server.Features.Jobs;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Storage;
using Sprache;

namespace IntelliAvatar.Server.Hosting;

/// <summary>Where settings come from: appsettings.json, then <c>.env</c> in the working directory, then the environment, then the command line.</summary>
public static class Settings
{
    /// <summary>Names that other tools use for the same thing.</summary>
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["DATABASE_URL"] = "Database:Url",
        ["MODEL_SERVER_URL"] = "ModelServers:0:Url",
        ["SARVAM_API_KEY"] = "Speech:Sarvam:ApiKey",
        ["AWS_ENDPOINT_URL"] = "Storage:S3:Endpoint",
        ["AWS_ACCESS_KEY_ID"] = "Storage:S3:AccessKey",
        ["AWS_SECRET_ACCESS_KEY"] = "Storage:S3:SecretKey",
        ["AWS_REGION"] = "Storage:S3:Region",
    };

    private static readonly string[] Alone = ["AllowedHosts", "PublicUrl"];

    public static void AddSettings(this ConfigurationManager configuration, IReadOnlyList<string> commandLine)
    {
        if (commandLine.FirstOrDefault(word => !IsSetting(word)) is { } odd)
        {
            throw new SettingException($"'{ShownText.OfWord(odd)}' is not understood; settings are written --Section:Name=value.");
        }

        ((IConfigurationBuilder)configuration).Sources.Clear();
        configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true, reloadOnChange: false);
        Add(configuration, configuration.AsEnumerable().Where(entry => entry.Value is not null).ToDictionary(StringComparer.OrdinalIgnoreCase));

        var file = Path.Combine(Directory.GetCurrentDirectory(), ".env");
        if (File.Exists(file))
        {
            Add(configuration, Translate(Read(file)));
        }

        Add(configuration, Translate(
            Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
                .Select(entry => KeyValuePair.Create((string)entry.Key, (string)entry.Value!))));
        Add(configuration, Translate(
            commandLine.Select(word => word[2..].Split('=', 2)).Select(setting => KeyValuePair.Create(setting[0], setting[1]))));
    }

    private static void Add(ConfigurationManager configuration, IReadOnlyDictionary<string, string?> settings) =>
        configuration.AddInMemoryCollection(SecretFiles.Read(settings));

    private static List<KeyValuePair<string, string>> Read(string file)
    {
        try
        {
            return [.. DotNetEnv.Env.NoEnvVars().Load(file)];
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"{file} cannot be read: {broken.Message}");
        }
        catch (Exception broken) // its message quotes the file, and there are secrets in it
        {
            throw new SettingException($"{file} cannot be read: {(broken is ParseException { Position: { } at } ? $"line {at.Line}" : "a line")} is not of the form NAME=value.");
        }
    }

    /// <summary>Stops the start with one sentence when a setting cannot work.</summary>
    /// <exception cref="SettingException">With that sentence.</exception>
    public static void Check(IConfiguration configuration, IReadOnlyCollection<string> urls)
    {
        KnownSettings.Check(configuration);
        var database = configuration.GetSection("Database").Get<DatabaseOptions>() ?? new();
        if (database.Wrong is { } wrong)
        {
            throw new SettingException($"Database:Url cannot work: {wrong}");
        }

        var storage = configuration.GetSection("Storage").Get<StorageOptions>() ?? new();
        if (storage.Wrong is { } noStore)
        {
            throw new SettingException(noStore);
        }

        var mode = configuration["Auth:Mode"] ?? "None";
        if (mode != "None")
        {
            throw new SettingException($"Auth:Mode is '{mode}', but this version has only None.");
        }

        if (configuration["AllowedHosts"] is { } hosts && string.IsNullOrWhiteSpace(hosts))
        {
            throw new SettingException("AllowedHosts is empty, which would let every host through; name them, e.g. localhost;127.0.0.1.");
        }

        _ = PublicUrl.From(configuration);
        _ = LegacyTimes.ZoneIn(configuration);

        foreach (var level in configuration.GetSection("Logging:LogLevel").GetChildren())
        {
            if (!Enum.TryParse<LogLevel>(level.Value, ignoreCase: true, out _))
            {
                throw new SettingException($"{level.Path} is '{level.Value}', but a level is one of {string.Join(", ", Enum.GetNames<LogLevel>())}.");
            }
        }

        if (urls.FirstOrDefault(url => !IsLoopback(url)) is { } open)
        {
            throw new SettingException(
                $"Auth:Mode is None, so everybody who reaches {ShownText.OfUrl(open)} could read and delete everything. Serve on http://127.0.0.1:8000 (a reverse proxy with a login may stand before it).");
        }
    }

    private static bool IsLoopback(string url) =>
        Parse(url) is { } address
        && !address.IsUnixPipe
        && (address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (System.Net.IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && System.Net.IPAddress.IsLoopback(ip)));

    /// <summary>An address to listen on.</summary>
    /// <exception cref="SettingException">It is none.</exception>
    internal static BindingAddress Parse(string url)
    {
        try
        {
            if (BindingAddress.Parse(url) is { Port: >= 0 and <= ushort.MaxValue } address)
            {
                return address;
            }
        }
        catch (FormatException)
        {
            // Said below.
        }

        throw new SettingException($"'{ShownText.OfUrl(url)}' is no address to listen on; write it like http://127.0.0.1:8000.");
    }

    /// <summary>Whether a word of the command line sets something: <c>--Section:Name=value</c>, or one of the names without a section.</summary>
    private static bool IsSetting(string word) =>
        word.StartsWith("--", StringComparison.Ordinal)
        && word.IndexOf('=', StringComparison.Ordinal) is var end and > 2
        && word[2..end] is var name
        && (name.Contains(':', StringComparison.Ordinal) || Alone.Contains(name, StringComparer.OrdinalIgnoreCase));

    /// <summary><c>A__B</c> → <c>A:B</c>; an alias counts where the full name is not given at the same place.</summary>
    private static Dictionary<string, string?> Translate(IEnumerable<KeyValuePair<string, string>> variables)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var aliased = new List<(string Setting, bool IsFile, string Value)>();
        foreach (var (name, value) in variables)
        {
            var written = name.Replace("__", ":", StringComparison.Ordinal);
            var isFile = written.EndsWith(SecretFiles.Suffix, StringComparison.OrdinalIgnoreCase);
            if (Aliases.TryGetValue(isFile ? written[..^SecretFiles.Suffix.Length] : written, out var setting))
            {
                aliased.Add((setting, isFile, value));
            }
            else
            {
                settings[written] = value;
            }
        }

        foreach (var (setting, isFile, value) in aliased)
        {
            if (!settings.ContainsKey(setting) && !settings.ContainsKey(setting + SecretFiles.Suffix))
            {
                settings[isFile ? setting + SecretFiles.Suffix : setting] = value;
            }
        }

        return settings;
    }
}
