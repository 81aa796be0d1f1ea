namespace IntelliAvatar.LipSync.Core;

/// <summary>Counts finished steps of many threads and tells the share, in order.</summary>
internal sealed class StepCounter(int steps, IProgress<double>? progress)
{
    private readonly Lock _gate = new();
    private int _done;

    public void Step()
    {
        lock (_gate)
        {
            _done++;
            progress?.Report((double)_done / steps);
        }
    }
}
