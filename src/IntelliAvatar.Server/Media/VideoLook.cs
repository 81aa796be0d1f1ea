namespace IntelliAvatar.Server.Media;

/// <summary>A video or picture that was looked at and not decoded yet. Disposing deletes its copies.</summary>
/// <param name="File">As ffmpeg opens it.</param>
/// <param name="Cost">Of its conversion.</param>
internal abstract record VideoLook(ProbedFile File, MediaCost Cost) : IDisposable
{
    /// <param name="Times">When its frames are shown.</param>
    /// <param name="Plan">What must be done to it.</param>
    internal sealed record Film(ProbedFile File, FrameTimes Times, VideoPlan Plan, MediaCost Cost) : VideoLook(File, Cost);

    internal sealed record Still(ProbedFile File, StillPicture Picture, MediaCost Cost) : VideoLook(File, Cost);

    public long Pixels => (long)File.Info.Video!.Width * File.Info.Video.Height;

    public void Dispose() => File.Dispose();
}
