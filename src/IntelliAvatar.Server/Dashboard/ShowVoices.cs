using IntelliAvatar.Server.Dashboard.Pages;
using IntelliAvatar.Server.Speech;

namespace IntelliAvatar.Server.Dashboard;

/// <summary><c>GET /voices</c>: who can speak here.</summary>
internal static class ShowVoices
{
    public static async Task<PageResult<VoicesPage>> Handle(SpeechSynthesizer speech, CancellationToken cancel) =>
        new(new { Voices = await speech.ListVoicesAsync(cancel) });
}
