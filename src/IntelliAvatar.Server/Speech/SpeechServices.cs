using IntelliAvatar.Server.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IntelliAvatar.Server.Speech;

public static class SpeechServices
{
    /// <summary>Registers what turns text into speech; <see cref="SpeechSynthesizer"/> is the way in. The providers are added beside it. Needs the workspace.</summary>
    public static IServiceCollection AddSpeech(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SpeechOptions>()
            .Bind(configuration.GetSection("Speech"))
            .Configure(options => options.MaxTextLength = configuration.GetValue("Limits:MaxTextLength", options.MaxTextLength))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<NewScratch>(provider => () => provider.GetRequiredService<Workspace>().NewScratch());
        services.AddSingleton<VoiceCatalogue>();
        services.AddHostedService(provider => provider.GetRequiredService<VoiceCatalogue>());
        services.AddSingleton<SpeechSynthesizer>();
        return services;
    }
}
