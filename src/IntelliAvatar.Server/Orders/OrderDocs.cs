using IntelliAvatar.Server.Http;

namespace IntelliAvatar.Server.Orders;

/// <summary>How <c>/docs</c> describes the body of an order.</summary>
public static class OrderDocs
{
    public static RouteHandlerBuilder TakesOrder(this RouteHandlerBuilder endpoint) =>
        endpoint
            .TakesForm(
                FormPart.Text("user_id", "Whose job it is.", example: "anita"),
                new FormPart("video", "mp4, mov, webm, mkv, avi or MPEG-TS with a face, or a still picture (jpg, png, HEIC, WebP, AVIF, TIFF, GIF, BMP). Either this or avatar.", Required: false, IsFile: true, Example: null),
                FormPart.Text("avatar", "The id of an avatar (/v1/avatars).", required: false),
                new FormPart("audio", "wav, mp3, m4a, ogg or flac. Either this or text.", Required: false, IsFile: true, Example: null),
                FormPart.Text("text", "What to say.", required: false, example: "Hello, and welcome to our course."),
                FormPart.Text("voice", "A voice of GET /v1/voices.", required: false),
                FormPart.Text("gender", "male or female, where no voice is given; neither: the best voice for the language.", required: false),
                FormPart.Text("language", "Language of the text, e.g. en or hi-IN; found from its letters unless given.", required: false),
                FormPart.Text("feature", "What the job is listed as; the usual name of its kind unless given.", required: false),
                FormPart.Text("priority", "-100 to 100; higher ones go first; 0 unless given.", required: false))
            .TakesJsonToo<OrderBody>(
                """
                {"user_id": "anita", "video": {"avatar": "01a202bd-5066-7ae9-8a74-5f4833f91ee9"}, "text": "Hello, and welcome to our course.", "gender": "female", "language": "en"}
                """);
}
