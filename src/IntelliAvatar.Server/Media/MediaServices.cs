namespace IntelliAvatar.Server.Media;

public static class MediaServices
{
    /// <summary>Registers <see cref="MediaIntake"/>, <see cref="ResultCheck"/>, <see cref="VideoPictures"/> and <see cref="MediaLimits"/> (section <c>Limits</c>).</summary>
    public static IServiceCollection AddMedia(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MediaLimits>().Bind(configuration.GetSection("Limits")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<MediaIntake>();
        services.AddSingleton<ResultCheck>();
        services.AddSingleton<VideoPictures>();
        return services;
    }
}
