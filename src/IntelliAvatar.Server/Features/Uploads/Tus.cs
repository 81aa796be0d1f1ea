using System.Globalization;
using System.Text;
using IntelliAvatar.Server.Assets;
using IntelliAvatar.Server.Http;

namespace IntelliAvatar.Server.Features.Uploads;

/// <summary>The words of the tus protocol, 1.0.0 (https://tus.io/protocols/resumable-upload).</summary>
internal static class Tus
{
    public const string Version = "1.0.0";
    public const string Bytes = "application/offset+octet-stream";
    public const string Extensions = "creation,creation-with-upload,termination,expiration";

    /// <summary>Headers of extensions that are not offered: who sends one counts on what it means.</summary>
    private static readonly string[] NotOffered = ["Upload-Concat", "Upload-Checksum"];

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private const int LongestMetadata = 4096;
    private const string Method = "X-HTTP-Method-Override";

    public static Refusal Unknown { get; } = new("upload_unknown", "There is no upload with this id; perhaps it has expired. Begin a new one.", StatusCodes.Status404NotFound);

    public static Refusal Moved { get; } =
        new("upload_offset_mismatch", "The upload is at another place than Upload-Offset says. Ask for its offset with HEAD and go on from there.", StatusCodes.Status409Conflict);

    /// <summary>Every answer says the version; a client of another version is refused.</summary>
    public static async ValueTask<object?> SpeakAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers["Tus-Resumable"] = Version;
        if (http.Request.Headers["Tus-Resumable"] == Version)
        {
            return NotOffered.FirstOrDefault(http.Request.Headers.ContainsKey) is { } unknown
                ? new Refusal("upload_extension_unknown", $"This server does not offer what {unknown} asks for; OPTIONS lists what it offers.", StatusCodes.Status400BadRequest).ToProblem()
                : await next(context);
        }

        http.Response.Headers["Tus-Version"] = Version;
        return new Refusal("tus_version", $"Send Tus-Resumable: {Version}; this server speaks no other version.", StatusCodes.Status412PreconditionFailed).ToProblem();
    }

    /// <summary>Where an upload is.</summary>
    public static void Tell(HttpResponse response, Upload upload)
    {
        response.Headers["Upload-Offset"] = upload.Received.ToString(CultureInfo.InvariantCulture);
        response.Headers["Upload-Expires"] = upload.ExpiresAt.ToString("R", CultureInfo.InvariantCulture);
        response.Headers.CacheControl = "no-store";
    }

    /// <summary>A whole, not negative number; null: it is missing, or none.</summary>
    public static long? Number(HttpRequest request, string header) =>
        long.TryParse(request.Headers[header], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>For clients behind proxies that know no PATCH: what the POST is meant as.</summary>
    public static string? MeantAs(HttpRequest request) => request.Headers[Method].ToString() is { Length: > 0 } method ? method.ToUpperInvariant() : null;

    /// <summary><c>Upload-Metadata</c>: words, each with a text in Base64. Texts are for people; none ever becomes a path.</summary>
    public static (IReadOnlyDictionary<string, string>? Metadata, Refusal? Refusal) Parse(string header)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (header.Length > LongestMetadata)
        {
            return (null, Broken($"it is longer than {LongestMetadata} characters"));
        }

        try
        {
            return ReadMetadata(header, texts);
        }
        catch (DecoderFallbackException)
        {
            return (null, Broken("a text in it is not UTF-8"));
        }
    }

    private static (IReadOnlyDictionary<string, string>? Metadata, Refusal? Refusal) ReadMetadata(string header, Dictionary<string, string> texts)
    {
        foreach (var pair in header.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (word, value) = pair.IndexOf(' ', StringComparison.Ordinal) is var space and > 0 ? (pair[..space], pair[(space + 1)..]) : (pair, "");
            var bytes = new byte[value.Length];
            if (!Convert.TryFromBase64String(value, bytes, out var length) || !texts.TryAdd(word, Strict.GetString(bytes, 0, length)))
            {
                return (null, Broken("it must be words, each once, with a text in Base64"));
            }
        }

        return (texts, null);
    }

    private static Refusal Broken(string why) => new("upload_metadata_invalid", $"Upload-Metadata cannot be read: {why}.", StatusCodes.Status400BadRequest);
}
