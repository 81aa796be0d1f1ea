namespace IntelliAvatar.Server.Media;

public static class MediaServices
{
    /// <summary>Registers <see cref="MediaIntake"/>, <see cref="ResultValidator"/>, <see cref="ThumbnailMaker"/> and <see cref="MediaLimits"/> (section <c>Limits</c>).</summary>
    public static IServiceCollection AddMedia(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MediaLimits>().Bind(configuration.GetSection("Limits")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<MediaIntake>();
        services.AddSingleton<ResultValidator>();
        services.AddSingleton<ThumbnailMaker>();
        return services;
    }
}
