using System.Threading.Channels;

namespace IntelliAvatar.Benchmarks.Queue;

/// <summary>A job engine on a database, with jobs that do nothing.</summary>
internal interface IBenchedQueue : IAsyncDisposable
{
    string Name { get; }

    /// <summary>When each job's handler was entered.</summary>
    ChannelReader<long> Begun { get; }

    /// <summary>Returns when the job is safe.</summary>
    Task SubmitAsync(CancellationToken cancel);

    /// <summary>Lets jobs be run.</summary>
    Task StartAsync(CancellationToken cancel);

    /// <summary>Lets what runs end, and nothing more begin.</summary>
    Task StopAsync();
}
