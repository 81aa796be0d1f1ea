using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Assets;

public static class AssetServices
{
    /// <summary>What people bring in before they order anything: <see cref="Uploads"/> and <see cref="Avatars"/>.</summary>
    public static IServiceCollection AddAssets(this IServiceCollection services)
    {
        services.AddOptions<UploadOptions>().BindConfiguration("Uploads").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Uploads>().AddSingleton<IFileReferences>(provider => provider.GetRequiredService<Uploads>());
        services.AddSingleton<Avatars>().AddSingleton<IFileReferences>(provider => provider.GetRequiredService<Avatars>());
        return services;
    }
}
