using IntelliAvatar.Server.Assets;
using IntelliAvatar.Server.Dashboard.Pages;
using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Speech;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Dashboard;

/// <summary><c>GET /new</c>: the form for both features; <c>?avatar=</c> has one of the library chosen.</summary>
internal static class ShowNewVideo
{
    private const int Shown = 24;

    public static async Task<PageResult<NewVideoPage>> Handle(
        HttpRequest request, Assets.Avatars avatars, SpeechSynthesizer speech, IOptions<UploadLimits> limits, CancellationToken cancel)
    {
        var asked = request.Query["avatar"].ToString();
        var chosen = asked.Length > 0 ? await avatars.FindAsync(asked, cancel) : null;
        IReadOnlyList<Avatar> newest = await avatars.ListAsync(null, null, Shown, cancel);
        return new(new
        {
            Avatars = chosen is null || newest.Any(avatar => avatar.AvatarId == chosen.AvatarId) ? newest : [chosen, .. newest],
            Chosen = chosen?.AvatarId,
            IsGone = asked.Length > 0 && chosen is null,
            Voices = await speech.ListVoicesAsync(cancel),
            Limits = limits.Value,
        });
    }
}
