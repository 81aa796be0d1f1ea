namespace MouthNetTrainer.Examination;

internal static class Ranking
{
    /// <summary>Area under the receiver operating characteristic: how likely a hit has a higher score than a miss (Mann and Whitney 1947).</summary>
    public static double AreaUnderCurve(IReadOnlyList<(float Score, bool Hit)> answers)
    {
        var sorted = answers.OrderBy(answer => answer.Score).ToArray();
        var hits = answers.Count(answer => answer.Hit);
        var ranks = 0.0;
        for (var i = 0; i < sorted.Length;)
        {
            var end = i;
            while (end < sorted.Length && sorted[end].Score == sorted[i].Score)
            {
                end++;
            }

            ranks += sorted[i..end].Count(answer => answer.Hit) * ((i + end + 1) / 2.0);
            i = end;
        }

        return (ranks - (hits * (hits + 1) / 2.0)) / ((double)hits * (answers.Count - hits));
    }
}
