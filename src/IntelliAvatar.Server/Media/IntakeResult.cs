namespace IntelliAvatar.Server.Media;

/// <summary>What became of an uploaded file.</summary>
public abstract record IntakeResult
{
    private IntakeResult()
    {
    }

    /// <param name="Duration">Of the accepted file, counted and not believed.</param>
    /// <param name="Changes">What was done to it, short sentences for the person who sent it. Empty when nothing was.</param>
    public sealed record Accepted(TimeSpan Duration, IReadOnlyList<string> Changes) : IntakeResult;

    public sealed record Refused(Refusal Refusal) : IntakeResult;
}
