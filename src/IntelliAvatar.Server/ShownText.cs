using System.Text.RegularExpressions;

namespace IntelliAvatar.Server;

/// <summary>Settings as sentences and logs may quote them.</summary>
internal static partial class ShownText
{
    /// <summary>An address, or what was meant as one, without a user, a password and a query: any of them may be a secret.</summary>
    public static string OfUrl(string? written) => Query().Replace(User().Replace(written ?? "", "${scheme}***@"), "?***");

    /// <summary>A word of the command line without the value in it.</summary>
    public static string OfWord(string word) => word.IndexOf('=', StringComparison.Ordinal) is >= 0 and var end ? $"{OfUrl(word[..end])}=…" : OfUrl(word);

    [GeneratedRegex("^(?<scheme>[^@]*?://)?.*@", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex User();

    [GeneratedRegex(@"\?.+$", RegexOptions.Singleline)]
    private static partial Regex Query();
}
