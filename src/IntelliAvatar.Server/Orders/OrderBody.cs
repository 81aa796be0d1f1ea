using System.Text.Json.Serialization;

namespace IntelliAvatar.Server.Orders;

/// <summary>An order as JSON. Its files came before: they are named.</summary>
/// <param name="UserId">Whose it is.</param>
/// <param name="Video">The head: an upload, or an avatar.</param>
/// <param name="Audio">What it says: an upload. Either this or text.</param>
/// <param name="Text">What it says. Either this or audio.</param>
/// <param name="Voice">Who speaks the text: a voice of GET /v1/voices.</param>
/// <param name="Gender">male or female, where no voice is given; neither: the best voice for the language.</param>
/// <param name="Language">Of the text, e.g. en or hi-IN; found from its letters unless given.</param>
/// <param name="Feature">What it is listed as; the usual name of its kind unless given.</param>
/// <param name="Priority">-100 to 100; higher ones go first.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record OrderBody(
    string UserId,
    MaterialName? Video = null,
    MaterialName? Audio = null,
    string? Text = null,
    string? Voice = null,
    string? Gender = null,
    string? Language = null,
    string? Feature = null,
    int Priority = 0);

/// <summary>What is there already.</summary>
/// <param name="Upload">The id of a finished upload (/v1/uploads).</param>
/// <param name="Avatar">The id of an avatar (/v1/avatars); only for a video.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record MaterialName(string? Upload = null, string? Avatar = null);
