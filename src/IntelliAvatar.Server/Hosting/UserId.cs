namespace IntelliAvatar.Server.Hosting;

/// <summary>Whose job it is: a name the client chooses, 1 to 200 characters.</summary>
public static class UserId
{
    private const int Longest = 200;

    public static Refusal? Refuse(string? userId) => userId switch
    {
        null or "" => new("user_id_missing", "Say whose job it is: user_id is missing."),
        { Length: > Longest } => new("user_id_too_long", $"user_id is longer than {Longest} characters."),
        _ when userId.Any(char.IsControl) => new("user_id_invalid", "user_id has characters that cannot be printed."),
        _ => null,
    };
}
