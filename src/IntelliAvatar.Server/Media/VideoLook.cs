namespace IntelliAvatar.Server.Media;

/// <summary>A video or picture that was looked at and not decoded yet. Disposing deletes its copies.</summary>
/// <param name="Cost">Of its conversion.</param>
internal abstract record VideoLook(MediaCost Cost) : IDisposable
{
    /// <param name="File">As ffmpeg opens it.</param>
    /// <param name="Times">When its frames are shown.</param>
    /// <param name="Plan">What must be done to it.</param>
    internal sealed record Film(ProbedFile File, FrameTimes Times, VideoPlan Plan, MediaCost Cost) : VideoLook(Cost)
    {
        public long Pixels => Plan.Pixels;

        public override void Dispose() => File.Dispose();
    }

    /// <param name="File">As ffmpeg opens it.</param>
    internal sealed record Still(ProbedFile File, StillPicture Picture, StillSize Size, MediaCost Cost) : VideoLook(Cost)
    {
        public override void Dispose() => File.Dispose();
    }

    /// <summary>A picture that another program decodes first.</summary>
    internal sealed record Heif(SourceFile Source, HeifBoxes Boxes, MediaCost Cost) : VideoLook(Cost)
    {
        public override void Dispose()
        {
        }
    }

    public abstract void Dispose();
}
