namespace IntelliAvatar.LipSync.Timeline;

/// <summary>Plays a short video forwards and backwards for ever, so that nothing jumps at its ends.</summary>
public static class PingPong
{
    /// <returns>The frame of a video of <paramref name="count"/> frames that is shown at time <paramref name="t"/>: 0, 1, …, n−1, n−2, …, 1, 0, 1, …</returns>
    public static int FrameAt(int t, int count)
    {
        if (count < 2)
        {
            return 0;
        }

        var period = 2 * (count - 1);
        var i = t % period;
        return i < count ? i : period - i;
    }
}
