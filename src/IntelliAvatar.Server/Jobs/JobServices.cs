using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Views;
using IntelliAvatar.Server.Jobs.Worker;
using IntelliAvatar.Server.Storage;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Jobs;

public static class JobServices
{
    /// <summary>The queue and what is shown of it, in every process.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddOptions<SchedulerOptions>().BindConfiguration("Scheduler").ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<QueueNotifier>()
            .AddSingleton<JobFiles>()
            .AddSingleton<IFileReferences>(provider => provider.GetRequiredService<JobFiles>())
            .AddSingleton<PauseStore>()
            .AddSingleton<JobQueue>()
            .AddSingleton<OrphanSweeper>()
            .AddSingleton<JobList>()
            .AddSingleton<JobHistory>()
            .AddSingleton<JobChanges>()
            .AddSingleton<Forecast>()
            .AddSingleton<ModelServerReports>()
            .AddSingleton<ProcessReports>();
    }

    /// <summary>What runs jobs, in processes with a scheduler.</summary>
    public static IServiceCollection AddJobWorker(this IServiceCollection services)
    {
        services
            .AddSingleton<SchedulerRoom>()
            .AddSingleton<ConvertStep>()
            .AddSingleton<RenderStep>()
            .AddSingleton<WriteGuard>()
            .AddSingleton<RiskySteps>()
            .AddSingleton<JobRunner>()
            .AddSingleton<LoopTurns>()
            .AddHostedService<ModelServerHeartbeat>()
            .AddHostedService<JobRescuer>()
            .AddHostedService<HourlySweep>()
            .AddHostedService<Scheduler>();
        services.AddOptions<HostOptions>().Configure<IOptions<SchedulerOptions>>((host, scheduler) =>
            host.ShutdownTimeout = scheduler.Value.Drain + TimeSpan.FromSeconds(10));
        return services;
    }
}
