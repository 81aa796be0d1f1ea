using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Storage;

/// <summary>A bucket, and what our keys begin with in it: nothing, or something that ends with a slash.</summary>
public sealed partial record S3Place(string Bucket, string Prefix)
{
    public const string Scheme = "s3://";

    /// <summary>Null when it is no <c>s3://BUCKET/PREFIX</c>.</summary>
    public static S3Place? Parse(string url) =>
        Form().Match(url) is { Success: true } match
            ? new(match.Groups["bucket"].Value, match.Groups["prefix"].Value is { Length: > 0 } prefix ? $"{prefix}/" : "")
            : null;

    [GeneratedRegex(@"^s3://(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(/(?<prefix>[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*))?/?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
