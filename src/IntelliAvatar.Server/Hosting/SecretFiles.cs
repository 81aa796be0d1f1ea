using System.Text;
using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Hosting;

/// <summary>Secrets that are given as the path of a file, as containers and service managers hand them over: <c>Database__Url__File=/run/secrets/database</c>.</summary>
internal static partial class SecretFiles
{
    public const string Suffix = ":File";

    private const int MostBytes = 64 << 10;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Whether a setting is a secret, which a file can hold.</summary>
    public static bool IsSecret(string name) => Secret().IsMatch(name);

    /// <summary>The settings of one source, with each secret file replaced by what it holds.</summary>
    /// <exception cref="SettingException">A file cannot be read, or the source has the secret itself as well.</exception>
    public static IEnumerable<KeyValuePair<string, string?>> Read(IReadOnlyDictionary<string, string?> settings)
    {
        foreach (var (name, value) in settings)
        {
            if (!name.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase) || name[..^Suffix.Length] is not { } secret || !IsSecret(secret))
            {
                yield return new(name, value);
                continue;
            }

            if (settings.TryGetValue(secret, out var given) && given is not null)
            {
                throw new SettingException($"{secret} and {name} are both given; leave one of them out.");
            }

            yield return new(secret, ContentOf(name, value ?? ""));
        }
    }

    /// <summary>The text of a secret's file, without the line break that editors put at its end.</summary>
    /// <exception cref="SettingException">It cannot be read, or is empty.</exception>
    public static string ContentOf(string setting, string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            var bytes = new byte[MostBytes + 1];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            var text = Strict.GetString(bytes, 0, length).TrimStart('\uFEFF').TrimEnd('\r', '\n');
            return length > MostBytes ? throw new SettingException($"{setting} names {path}, which is too large for a secret.")
                : text.Length == 0 ? throw new SettingException($"{setting} names {path}, which is empty.")
                : text;
        }
        catch (DecoderFallbackException)
        {
            throw new SettingException($"{setting} names {path}, which is not a text in UTF-8.");
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new SettingException($"{setting} names a file that cannot be read: {broken.Message}");
        }
    }

    [GeneratedRegex(
        "^(Database:Url|Storage:S3:(AccessKey|SecretKey)|Speech:Sarvam:ApiKey|ModelServers:[0-9]+:Key|ModelServer:Key)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Secret();
}
