namespace IntelliAvatar.Server.CommandLine.Client;

/// <summary>What a server gave, or why it gave nothing.</summary>
internal readonly record struct Answer<T>(T? Value, Refusal? Refusal)
    where T : class
{
    public static implicit operator Answer<T>(T value) => new(value, null);

    public static implicit operator Answer<T>(Refusal refusal) => new(null, refusal);
}
