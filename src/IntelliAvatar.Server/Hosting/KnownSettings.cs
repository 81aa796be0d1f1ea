using System.Globalization;
using System.Reflection;
using IntelliAvatar.Server.Assets;
using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.ModelServers;
using IntelliAvatar.Server.ModelServers.Gateway;
using IntelliAvatar.Server.Persistence;
using IntelliAvatar.Server.Speech;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Hosting;

/// <summary>The names of all settings in sections of ours. A misspelt one would be ignored, and its default would count.</summary>
internal static class KnownSettings
{
    private static readonly Dictionary<string, Type[]> Sections = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ApiDocs"] = [typeof(ApiDocsSettings)],
        ["Database"] = [typeof(DatabaseOptions)],
        ["ForwardedHeaders"] = [typeof(FrontDoor.ForwardedHeadersSettings)],
        ["Gateway"] = [typeof(GatewayOptions)],
        ["Limits"] = [typeof(UploadLimits), typeof(MediaLimits)],
        ["Scheduler"] = [typeof(SchedulerOptions)],
        ["Speech"] = [typeof(SpeechOptions)],
        ["Startup"] = [typeof(StartupOptions)],
        ["Storage"] = [typeof(StorageOptions)],
        ["Uploads"] = [typeof(UploadOptions)],
    };

    /// <summary>Those that are read by their names.</summary>
    private static readonly Dictionary<string, string> Alone = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Auth"] = "Mode", ["Cors"] = "Origins", ["Legacy"] = "TimeZone", ["ModelServer"] = "Key",
    };

    /// <exception cref="SettingException">A name in a section of ours is none of a setting.</exception>
    public static void Check(IConfiguration configuration)
    {
        foreach (var (section, types) in Sections)
        {
            Check(configuration.GetSection(section), types);
        }

        foreach (var (section, name) in Alone)
        {
            if (configuration.GetSection(section).GetChildren().FirstOrDefault(child => !child.Key.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } odd)
            {
                throw Unknown(odd, [name]);
            }
        }

        foreach (var server in configuration.GetSection("ModelServers").GetChildren())
        {
            if (!int.TryParse(server.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                throw new SettingException($"{server.Path} is no setting; model servers are numbered: ModelServers:0:{server.Key}.");
            }

            Check(server, [typeof(ModelServerOptions)]);
        }
    }

    private static void Check(IConfigurationSection section, Type[] types)
    {
        var known = types.SelectMany(type => type.GetProperties()).Where(property => property.CanWrite || IsSection(property)).ToList();
        foreach (var child in section.GetChildren())
        {
            var property = known.Find(property => property.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase)) ?? throw Unknown(child, known.Select(property => property.Name));
            if (IsSection(property))
            {
                Check(child, [property.PropertyType]);
            }
            else if (child.GetChildren().FirstOrDefault() is { } below)
            {
                throw Unknown(below, []);
            }
            else if (IsTime(property) && child.Value?.Trim() is { Length: > 0 } written and not "0" && !written.Contains(':', StringComparison.Ordinal))
            {
                throw new SettingException(
                    $"{child.Path} is '{ShownText.OfWord(written)}', but a time is written hours:minutes:seconds, e.g. 00:00:05 for five seconds, with days as 1.00:00:00.");
            }
        }
    }

    /// <summary>Of a number alone the framework would make days.</summary>
    private static bool IsTime(PropertyInfo property) => (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) == typeof(TimeSpan);

    private static bool IsSection(PropertyInfo property) => property.PropertyType is { IsClass: true } type && type.Assembly == typeof(KnownSettings).Assembly;

    private static SettingException Unknown(IConfigurationSection odd, IEnumerable<string> known)
    {
        var section = odd.Path[..odd.Path.LastIndexOf(':')];
        var names = known.SelectMany(name => SecretFiles.IsSecret($"{section}:{name}") ? [name, name + SecretFiles.Suffix] : new[] { name }).Order(StringComparer.Ordinal).ToList();
        return new($"{odd.Path} is no setting{(names.Count > 0 ? $"; {section} has {string.Join(", ", names)}" : "")}.");
    }
}
