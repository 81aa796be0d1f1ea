using IntelliAvatar.Server.Storage.S3;

namespace IntelliAvatar.Server.Storage;

public static class StorageServices
{
    /// <summary>Registers the <see cref="IFileStore"/> that <c>Storage:Url</c> names, and this process's <see cref="Workspace"/>.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StorageOptions>().BindConfiguration("Storage").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Workspace>();
        services.AddSingleton<StorageFolders>().AddSingleton<MeasureDisk>(DiskSpace.Of).AddSingleton<DiskReserve>();
        return configuration.GetSection("Storage").Get<StorageOptions>() is { IsS3: true }
            ? services.AddSingleton<IFileStore, S3FileStore>()
            : services.AddSingleton<IFileStore, DiskFileStore>();
    }
}
