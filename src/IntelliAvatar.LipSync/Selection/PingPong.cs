namespace IntelliAvatar.LipSync.Selection;

/// <summary>Plays a short video forwards and backwards for ever, so that nothing jumps at its ends; before it turns round it slows down and afterwards it gathers speed, so that nothing jerks there.</summary>
public static class PingPong
{
    /// <summary>Frames in which the longest slowing down comes to a stand.</summary>
    private const int LongestEase = 6;

    /// <returns>The frame of a video of <paramref name="count"/> frames that is shown at time <paramref name="t"/>; the first run begins at full speed.</returns>
    public static int FrameAt(int t, int count)
    {
        if (count < 2)
        {
            return 0;
        }

        // Speed falls evenly from 1 to 0 within `ease` frames, which takes half as many frames of the video. Even, so that they are whole.
        var ease = Math.Min(LongestEase, count / 8 * 2);
        var last = count - 1;
        var leg = last + ease;
        var sinceTurn = t + (ease / 2);
        if (sinceTurn < leg - ease)
        {
            return t;
        }

        var (turns, within) = Math.DivRem(sinceTurn, leg);
        var way = within < ease ? Eased(within, ease)
            : within > leg - ease ? last - Eased(leg - within, ease)
            : within - (ease / 2);
        return turns % 2 == 0 ? way : last - way;
    }

    // How far it is from the turning point so long after it: t²/2e, rounded.
    private static int Eased(int t, int ease) => ((t * t) + ease) / (2 * ease);
}
