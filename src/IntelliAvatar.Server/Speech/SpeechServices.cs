using IntelliAvatar.Server.Speech.Espeak;
using IntelliAvatar.Server.Speech.Flite;
using IntelliAvatar.Server.Speech.Sarvam;
using IntelliAvatar.Server.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Speech;

public static class SpeechServices
{
    /// <summary>Everything that makes speech of text; <see cref="SpeechSynthesizer"/> is the way in. Needs the workspace.</summary>
    public static IServiceCollection AddSpeech(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SpeechOptions>()
            .Bind(configuration.GetSection("Speech"))
            .Configure(options => options.MaxTextLength = configuration.GetValue("Limits:MaxTextLength", options.MaxTextLength))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<SpeechOptions>, SarvamOptionsCheck>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<NewScratch>(provider => () => provider.GetRequiredService<Workspace>().NewScratch());
        services.AddSingleton(_ => EspeakProgram.Bundled());
        services.AddSingleton<ITextToSpeech, SarvamTextToSpeech>();
        services.AddSingleton<ITextToSpeech, FliteTextToSpeech>();
        services.AddSingleton<ITextToSpeech, EspeakTextToSpeech>();
        services.AddSingleton<VoiceCatalogue>();
        services.AddHostedService(provider => provider.GetRequiredService<VoiceCatalogue>());
        services.AddSingleton<SpeechSynthesizer>();
        return services;
    }
}
