namespace IntelliAvatar.Server.Media;

/// <summary>Something made from a media file, or why it could not be.</summary>
public abstract record MediaResult<T>
{
    private MediaResult()
    {
    }

    public sealed record Ready(T Value) : MediaResult<T>;

    public sealed record Refused(Refusal Refusal) : MediaResult<T>;
}
