using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Tests.Architecture;

/// <summary>The words that are not written: CONTRIBUTING.md says what to write instead.</summary>
public sealed partial class ProseTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", ".."));

    private static string ThisFile([CallerFilePath] string path = "") => path;

    /// <summary>Where people read what we wrote. Migrations that have shipped are never edited, and licences are not ours.</summary>
    private static IEnumerable<string> Written() =>
        Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Root, "*.md"))
            .Concat(new[] { "*.cs", "*.razor", "*.resx", "*.js" }.SelectMany(kind => Directory.EnumerateFiles(Path.Combine(Root, "src"), kind, SearchOption.AllDirectories)))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    [Fact]
    public void No_page_text_comment_or_document_uses_a_word_of_the_list()
    {
        var found =
            from file in Written()
            from line in File.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
            let word = Avoided().Match(line.Text)
            where word.Success
            select $"{Path.GetRelativePath(Root, file)}:{line.Number}: '{word.Value}'";
        Assert.Empty(found);
    }

    [Theory]
    [InlineData("/// <summary>Whoever loses the lease stops.</summary>")]
    [InlineData("What shall be said.")]
    [InlineData("it is asked for anew")]
    [InlineData("Nobody has judged it.")]
    [InlineData("how long jobs took here lately")]
    [InlineData("to and fro")]
    public void A_word_of_the_list_is_found(string line) => Assert.Matches(Avoided(), line);

    [Theory]
    [InlineData("\"lately\": {\"completed\": 120}")]
    [InlineData("server.Lately.Count(attempt => attempt.Outcome)")]
    [InlineData(".lately svg { width: 5px; }")]
    [InlineData("<data name=\"lately.is\">")]
    [InlineData("a new model, a shallow folder")]
    public void Names_and_other_words_are_left_alone(string line) => Assert.DoesNotMatch(Avoided(), line);

    [GeneratedRegex(@"\b(?:shall|whoever|nobody|anew|to and fro)\b|(?<=\p{Ll} )lately(?=[.,;:<]|$| [a-z])", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Avoided();
}
