using IntelliAvatar.Server.Speech;
using IntelliAvatar.Server.Speech.Sarvam;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IntelliAvatar.Server.Tests.Speech.Sarvam;

/// <summary>A machine on which no offline voice is installed.</summary>
internal static class OnlySarvam
{
    public static void Leave(IServiceCollection services)
    {
        services.RemoveAll<ITextToSpeech>();
        services.AddSingleton<ITextToSpeech, SarvamTextToSpeech>();
    }
}
