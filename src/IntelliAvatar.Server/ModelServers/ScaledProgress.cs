namespace IntelliAvatar.Server.ModelServers;

/// <summary>Progress of a part, told as progress of the whole.</summary>
internal sealed class ScaledProgress(IProgress<double> whole, double from, double to) : IProgress<double>
{
    public void Report(double value) => whole.Report(from + (Math.Clamp(value, 0, 1) * (to - from)));
}
