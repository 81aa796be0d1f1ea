namespace IntelliAvatar.LipSync.Articulation;

/// <summary>Whether a base's own sound teaches how its person opens the mouth: learned on most of it and tried on the rest, block by block, the person's own way must clearly beat the net's.</summary>
/// <param name="Seconds">Of speech with the mouth in view.</param>
/// <param name="Net">Correlation of the net's opening with the mouth.</param>
/// <param name="Own">The same of the learned opening, where it was not learned.</param>
internal readonly record struct OwnOpeningTrial(double Seconds, double Net, double Own)
{
    private const double FewestSeconds = 1.5;
    private const int FewestMoments = 12;

    // Of 1,282 mouths before the sound of others none reached both, and a clear margin (models/mouth-net/README.md).
    private const double LeastNet = 0.3, LeastOwn = 0.6;

    // Chance alone gives the shorter the more: 0.21 in two seconds, 0.05 in thirty.
    private const double ChanceInOneSecond = 0.3;

    private const float MostShare = 0.5f, ShareOfMargin = 2;
    private const int Blocks = 4;

    // What the net hears on either side, and a little more: nothing that is tried on may have been heard in learning.
    private const double GuardSeconds = 0.24;

    public double Margin => Own - Net;

    public bool IsPassed => Seconds >= FewestSeconds && Net > LeastNet && Own > LeastOwn && Margin > ChanceInOneSecond / Math.Sqrt(Seconds);

    /// <returns>The part of the person's own way that its margin deserves, at most half; null if the trial is not passed.</returns>
    public static OwnOpening? Learn(OwnMoment[] moments, double fps)
    {
        var trial = Of(moments, fps);
        if (!trial.IsPassed)
        {
            return null;
        }

        var own = OwnRidge.Fit(moments, fps);
        var share = Math.Min(MostShare, ShareOfMargin * (float)trial.Margin);
        return new OwnOpening(Array.ConvertAll(own.Weights, weight => share * weight), share * own.Bias);
    }

    public static OwnOpeningTrial Of(OwnMoment[] moments, double fps)
    {
        var seconds = moments.Length / fps;
        if (seconds < FewestSeconds || moments.Length < FewestMoments)
        {
            return new OwnOpeningTrial(seconds, 0, 0);
        }

        var openings = new Dictionary<int, float>();
        for (var block = 0; block < Blocks; block++)
        {
            var tried = moments.AsSpan((moments.Length * block / Blocks)..(moments.Length * (block + 1) / Blocks));
            var (first, last) = (tried[0].Frame - (GuardSeconds * fps), tried[^1].Frame + (GuardSeconds * fps));
            OwnMoment[] learned = [.. moments.Where(moment => moment.Frame < first || moment.Frame > last)];
            var own = OwnRidge.Fit(learned, fps);
            foreach (var moment in tried)
            {
                openings[moment.Frame] = moment.Open + own.Change(moment.Inner);
            }
        }

        return new OwnOpeningTrial(seconds, OwnMoment.Agreement(moments, moment => moment.Open), OwnMoment.Agreement(moments, moment => openings[moment.Frame]));
    }
}
