using System.Text.Json;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Orders;
using IntelliAvatar.Server.Speech;

namespace IntelliAvatar.Server.Features.TextToAvatar;

/// <summary>Orders whose speech is a text: it must be one that a voice here can speak.</summary>
internal sealed class TextToAvatarOrders(SpeechSynthesizer speech) : IJobFactory
{
    private const string DefaultFeature = "Text-to-Avatar Studio";

    public string Kind => TextToAvatarJob.KindName;

    public bool Takes(Order order) => order.Says is not null;

    public Task<Refusal?> RefuseAsync(Order order, CancellationToken cancel) => speech.CheckAsync(order.Says!, cancel);

    public async Task<Job> ToJobAsync(string jobId, AcceptedOrder order, CancellationToken cancel)
    {
        var (plan, _) = await speech.ChooseAsync(order.Order.Says!, cancel);
        return ToJob(jobId, order, plan?.Notes.Select(note => note.Sentence) ?? []);
    }

    private static Job ToJob(string jobId, AcceptedOrder order, IEnumerable<string> notes) => new()
    {
        JobId = jobId,
        Kind = TextToAvatarJob.KindName,
        UserId = order.Order.UserId,
        Feature = string.IsNullOrWhiteSpace(order.Order.Feature) ? DefaultFeature : order.Order.Feature.Trim(),
        Payload = JsonSerializer.Serialize(new SpeechPayload(order.Order.Says!, null), JsonSerializerOptions.Web),
        Script = order.Order.Says!.Text,
        InputVideo = order.VideoKey(jobId),
        Changes = order.ChangesAnd(notes),
        ConversionSeconds = order.ConversionSeconds,
        Priority = order.Order.Priority,
    };
}
