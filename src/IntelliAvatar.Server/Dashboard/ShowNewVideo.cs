using IntelliAvatar.Server.Dashboard.Pages;
using IntelliAvatar.Server.Hosting;
using IntelliAvatar.Server.Speech;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Dashboard;

/// <summary><c>GET /new</c>: the form for both features.</summary>
internal static class ShowNewVideo
{
    public static async Task<PageResult<NewVideoPage>> Handle(SpeechSynthesizer speech, IOptions<UploadLimits> limits, CancellationToken cancel) =>
        new(new { Voices = await speech.ListVoicesAsync(cancel), Limits = limits.Value });
}
