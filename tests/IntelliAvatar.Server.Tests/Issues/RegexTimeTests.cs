using System.Reflection;
using System.Text.RegularExpressions;
using IntelliAvatar.Server.Speech.Text;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>On a busy machine a thread may wait for seconds in the middle of a match: attempts of valid texts ended as internal errors.</summary>
public sealed class RegexTimeTests
{
    private const BindingFlags All = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    [Fact]
    public void No_regular_expression_has_a_limit_of_the_wall_clock()
    {
        var patterns = typeof(PlainText).Assembly.GetTypes()
            .SelectMany(type => type.GetMembers(All))
            .Select(member => (Member: member, Pattern: member.GetCustomAttribute<GeneratedRegexAttribute>()))
            .Where(found => found.Pattern is not null)
            .ToList();

        Assert.NotEmpty(patterns);
        Assert.All(patterns, found => Assert.True(found.Pattern!.MatchTimeoutMilliseconds == Timeout.Infinite, $"{found.Member.DeclaringType}.{found.Member.Name}"));
    }
}
