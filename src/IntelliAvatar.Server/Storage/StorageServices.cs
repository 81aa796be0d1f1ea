namespace IntelliAvatar.Server.Storage;

public static class StorageServices
{
    /// <summary>Registers this process's <see cref="Workspace"/> and what watches its disk; the <see cref="IFileStore"/> is added beside it.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.AddOptions<StorageOptions>().BindConfiguration("Storage").ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<Workspace>().AddSingleton<StorageFolders>().AddSingleton<MeasureDisk>(DiskSpace.Of).AddSingleton<DiskReserve>();
    }
}
