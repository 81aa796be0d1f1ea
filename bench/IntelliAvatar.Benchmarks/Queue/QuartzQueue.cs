using System.Diagnostics;
using System.Threading.Channels;
using Quartz;

namespace IntelliAvatar.Benchmarks.Queue;

/// <summary>The peer: Quartz with its AdoJobStore on the same database, in this process, each job with a trigger that fires at once.</summary>
internal sealed class QuartzQueue(IScheduler scheduler) : IBenchedQueue
{
    private static readonly Channel<long> AllBegun = Channel.CreateUnbounded<long>();

    public string Name => "Quartz";

    public ChannelReader<long> Begun => AllBegun.Reader;

    public static async Task<QuartzQueue> OpenAsync(Action<IPersistentStoreBuilder> onDatabase, int threads)
    {
        var builder = QuartzSchedulerBuilder.Create(quartz => quartz
            .UseDefaultThreadPool(threads)
            .UsePersistentStore(store =>
            {
                onDatabase(store);
                store.ProvisionSchema();
            }));
        return new QuartzQueue(await builder.BuildScheduler());
    }

    public async Task SubmitAsync(CancellationToken cancel)
    {
        var id = Guid.NewGuid().ToString();
        await scheduler.ScheduleJob(
            JobBuilder.Create<Empty>().WithIdentity(id).Build(),
            TriggerBuilder.Create().WithIdentity(id).StartNow().Build(),
            cancellationToken: cancel);
    }

    public async Task StartAsync(CancellationToken cancel) => await scheduler.Start(cancel);

    public async Task StopAsync() => await scheduler.Standby();

    public async ValueTask DisposeAsync() => await scheduler.Shutdown(true);

    internal sealed class Empty : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            AllBegun.Writer.TryWrite(Stopwatch.GetTimestamp());
            return ValueTask.CompletedTask;
        }
    }
}
