namespace IntelliAvatar.Server.Speech.Flite;

public static class FliteServices
{
    /// <summary>The voices of Flite. Needs eSpeak NG.</summary>
    public static IServiceCollection AddFlite(this IServiceCollection services) => services.AddSingleton<ITextToSpeech, FliteTextToSpeech>();
}
