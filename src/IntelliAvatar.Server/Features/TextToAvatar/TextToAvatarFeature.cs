using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Jobs.Worker;
using IntelliAvatar.Server.Orders;

namespace IntelliAvatar.Server.Features.TextToAvatar;

/// <summary>Feature 2: a video and a text become a video that speaks the text.</summary>
public static class TextToAvatarFeature
{
    public static IServiceCollection AddTextToAvatarOrders(this IServiceCollection services) =>
        services.AddSingleton<IJobFactory, TextToAvatarOrders>();

    public static IServiceCollection AddTextToAvatar(this IServiceCollection services) =>
        services.AddSingleton<IJobHandler, TextToAvatarJob>();

    public static void MapTextToAvatar(this IEndpointRouteBuilder app) =>
        app.MapPost("/feature2/text-to-avatar", CreateTextToAvatar.Handle)
            .NeedsRoom()
            .WithName("createTextToAvatar")
            .WithTags("Text-to-Avatar Studio")
            .WithSummary("Make a head speak a text")
            .WithDescription("Upload a video (or a picture) of a talking head and the text it speaks. The text, the voice and the language are checked at once; the speech is the first step of the job.")
            .TakesForm(
                FormPart.Text("user_id", "Whose job it is.", example: "anita"),
                FormPart.Text("text", "What to say.", example: "Hello, and welcome to our course."),
                FormPart.Text("gender", "male or female; not needed when voice is given.", required: false, example: "female"),
                FormPart.Text("voice", "A voice of GET /v1/voices.", required: false),
                FormPart.Text("language", "Language of the text, e.g. en or hi-IN; found from its letters unless given.", required: false),
                FormPart.Text("feature", "What the job is listed as; 'Text-to-Avatar Studio' unless given.", required: false),
                FormPart.File("video", "mp4, mov, webm, mkv, avi or MPEG-TS with a face, or a still picture (jpg, png, HEIC, WebP, AVIF, TIFF, GIF, BMP)"))
            .AnswersLike("The job waits.", """{"status":"QUEUED","job_id":"01a202bd-5066-7ae9-8a74-5f4833f91ee9","message":"The speech is made first, then the video."}""")
            .AnswersProblems(400, 408, 413, 415, 422, 503, 507);
}
