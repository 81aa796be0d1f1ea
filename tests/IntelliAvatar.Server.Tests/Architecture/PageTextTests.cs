using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using IntelliAvatar.Server.Dashboard.Parts;
using IntelliAvatar.Server.Persistence;
using Microsoft.AspNetCore.Components;

namespace IntelliAvatar.Server.Tests.Architecture;

/// <summary>The sentences of the pages are all there, in every language.</summary>
public sealed partial class PageTextTests
{
    private static readonly string Dashboard = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..", "src", "IntelliAvatar.Server", "Dashboard"));

    private static string ThisFile([CallerFilePath] string path = "") => path;

    private static Dictionary<string, string> Texts(string file) =>
        XDocument.Load(Path.Combine(Dashboard, file)).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    [Fact]
    public void Every_sentence_is_there_in_both_languages_with_the_same_blanks()
    {
        var (english, hindi) = (Texts("Texts.resx"), Texts("Texts.hi.resx"));

        Assert.Equal(english.Keys.Order(), hindi.Keys.Order());
        Assert.All(english, text => Assert.Equal(Blanks(text.Value), Blanks(hindi[text.Key])));
        Assert.All(english.Values.Concat(hindi.Values), text => Assert.False(string.IsNullOrWhiteSpace(text)));
    }

    [Fact]
    public void Every_sentence_that_a_page_or_a_script_says_is_there()
    {
        var known = Texts("Texts.resx").Keys;
        var said = Directory.EnumerateFiles(Dashboard, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".razor" or ".cs" or ".js")
            .SelectMany(file => Said().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value))
            .ToHashSet();

        Assert.NotEmpty(said);
        Assert.Empty(said.Except(known));
    }

    /// <summary>Razor takes an attribute for a text as it is written, unless it begins with @; for any other type it is an expression.</summary>
    [Fact]
    public void No_text_is_the_name_of_a_value_instead_of_the_value()
    {
        var texts = typeof(Database).Assembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(ComponentBase)))
            .SelectMany(type => type.GetProperties().Where(property => property.PropertyType == typeof(string)).Select(property => (type.Name, property.Name)))
            .ToHashSet();

        var given = Directory.EnumerateFiles(Dashboard, "*.razor", SearchOption.AllDirectories)
            .SelectMany(file => GivenName().Matches(File.ReadAllText(file)))
            .Select(match => (match.Groups["component"].Value, match.Groups["name"].Value))
            .ToList();

        Assert.Contains(("PausedNotice", nameof(PausedNotice.NotAccepting)), texts);
        Assert.NotEmpty(given);
        Assert.Empty(given.Intersect(texts));
    }

    private static IEnumerable<string> Blanks(string text) => Blank().Matches(text).Select(match => match.Value).Order();

    [GeneratedRegex("""(?:\bT\[|texts\[|\bsay\()["'](?<name>[^"'{}]+)["']""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Said();

    [GeneratedRegex(
        """(?<=<(?<component>[A-Z]\w*)\s[^<]*)\b(?<name>[A-Z]\w*)="[A-Za-z_]\w*(\.[A-Z]\w*)+["]""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex GivenName();

    [GeneratedRegex(@"\{\d\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blank();
}
