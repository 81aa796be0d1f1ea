namespace IntelliAvatar.Server.Media;

/// <summary>A picture of a <see cref="FrameSpool"/> was waited for, but the decoder ended before it. <see cref="FrameSpool.Filled"/> says whether something was wrong.</summary>
public sealed class MissingFrameException()
    : Exception("The video has fewer pictures than it seemed.");
