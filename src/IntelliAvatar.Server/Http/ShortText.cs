namespace IntelliAvatar.Server.Http;

/// <summary>Names that clients choose and people read in lists: one line of at most 200 characters.</summary>
public static class ShortText
{
    private const int Longest = 200;

    /// <summary>Why this value of the field cannot be taken, or null.</summary>
    public static Refusal? Refuse(string field, string? value, bool required) => value switch
    {
        _ when string.IsNullOrWhiteSpace(value) => required ? new($"{field}_missing", $"{field} is missing.") : null,
        { Length: > Longest } => new($"{field}_too_long", $"{field} is longer than {Longest} characters."),
        _ when value.Any(char.IsControl) => new($"{field}_invalid", $"{field} has characters that cannot be printed."),
        _ => null,
    };
}
