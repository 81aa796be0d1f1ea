using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Speech.Sarvam;

public static class SarvamServices
{
    /// <summary>The voices of Sarvam, used where a key is configured.</summary>
    public static IServiceCollection AddSarvam(this IServiceCollection services) =>
        services.AddSingleton<IValidateOptions<SpeechOptions>, SarvamOptionsCheck>().AddSingleton<ITextToSpeech, SarvamTextToSpeech>();
}
