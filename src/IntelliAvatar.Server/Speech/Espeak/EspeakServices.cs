namespace IntelliAvatar.Server.Speech.Espeak;

public static class EspeakServices
{
    /// <summary>The voices of eSpeak NG, which also pronounces for Flite.</summary>
    public static IServiceCollection AddEspeak(this IServiceCollection services) =>
        services.AddSingleton(_ => EspeakProgram.Bundled()).AddSingleton<ITextToSpeech, EspeakTextToSpeech>();
}
