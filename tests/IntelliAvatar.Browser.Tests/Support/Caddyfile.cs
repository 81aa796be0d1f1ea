using System.Text.RegularExpressions;

namespace IntelliAvatar.Browser.Tests.Support;

/// <summary>A directive of a Caddyfile: its words, and those of its block.</summary>
public sealed record Directive(string[] Words, IReadOnlyList<Directive> Block)
{
    public string Name => Words.FirstOrDefault("");
}

/// <summary>Reads as much of Caddy's configuration language as ours uses.</summary>
public static partial class Caddyfile
{
    /// <param name="environment">For <c>{$NAME}</c>, which is filled in before anything is read.</param>
    public static IReadOnlyList<Directive> Read(string text, IReadOnlyDictionary<string, string> environment)
    {
        var lines = Variable().Replace(text, name => environment[name.Groups["name"].Value]).Split('\n').Select(line => line.Trim());
        using var left = lines.Where(line => line.Length > 0 && line[0] != '#').GetEnumerator();
        return Block(left);
    }

    private static List<Directive> Block(IEnumerator<string> left)
    {
        var block = new List<Directive>();
        while (left.MoveNext() && left.Current != "}")
        {
            var words = left.Current.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            block.Add(words[^1] == "{" ? new(words[..^1], Block(left)) : new(words, []));
        }

        return block;
    }

    [GeneratedRegex(@"\{\$(?<name>\w+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();
}
