namespace IntelliAvatar.LipSync;

/// <summary>How looking at a base video ended.</summary>
public abstract record Preparation
{
    private Preparation()
    {
    }

    public sealed record Ready(PreparedAvatar Avatar) : Preparation;

    public sealed record Refused(LipSyncRefusal Refusal) : Preparation;
}

/// <summary>Why a video cannot be driven.</summary>
/// <param name="Code">A stable word: <c>no_face</c>, <c>mouth_hidden</c>.</param>
/// <param name="Detail">A sentence that a person can act on.</param>
public sealed record LipSyncRefusal(string Code, string Detail);
