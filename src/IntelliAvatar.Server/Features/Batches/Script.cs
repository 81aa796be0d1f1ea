using System.Text;

namespace IntelliAvatar.Server.Features.Batches;

/// <summary>A text with gaps: <c>Dear {name}, …</c>. <c>{{</c> and <c>}}</c> are braces that are spoken of.</summary>
internal sealed class Script
{
    private readonly List<(string Text, bool IsGap)> _parts;

    private Script(List<(string Text, bool IsGap)> parts)
    {
        _parts = parts;
        Variables = [.. parts.Where(part => part.IsGap).Select(part => part.Text).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The gaps' names, in the order in which they are first used.</summary>
    public IReadOnlyList<string> Variables { get; }

    /// <returns>The script, or why it is none.</returns>
    public static (Script? Script, Refusal? Refusal) Parse(string text)
    {
        var parts = new List<(string, bool)>();
        var plain = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (letter is not ('{' or '}'))
            {
                plain.Append(letter);
            }
            else if (at + 1 < text.Length && text[at + 1] == letter)
            {
                plain.Append(letter);
                at++;
            }
            else if (letter == '{' && text.IndexOfAny(['{', '}'], at + 1) is var end and > 0 && text[end] == '}' && text[(at + 1)..end].Trim() is { Length: > 0 } name)
            {
                parts.Add((plain.ToString(), false));
                parts.Add((name, true));
                plain.Clear();
                at = end;
            }
            else
            {
                return (null, new("script_broken", $"The brace at character {at + 1} of the text has no other half, or no name. Write {{name}}; double a brace to write a literal one."));
            }
        }

        parts.Add((plain.ToString(), false));
        return (new(parts), null);
    }

    /// <param name="values">One for each of <see cref="Variables"/>.</param>
    public string Fill(IReadOnlyDictionary<string, string> values) => string.Concat(_parts.Select(part => part.IsGap ? values[part.Text] : part.Text));
}
