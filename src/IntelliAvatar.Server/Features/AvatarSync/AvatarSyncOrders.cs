using System.Text.Json;
using IntelliAvatar.Server.Jobs;
using IntelliAvatar.Server.Orders;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Features.AvatarSync;

/// <summary>Orders whose speech is a recording.</summary>
internal sealed class AvatarSyncOrders : IOrderTaker
{
    private const string DefaultFeature = "Avatar Sync Studio";

    public string Kind => AvatarSyncJob.KindName;

    public bool Takes(Order order) => order.Audio is not null;

    public Task<Refusal?> RefuseAsync(Order order, CancellationToken cancel) => Task.FromResult<Refusal?>(null);

    public Job ToJob(string jobId, AcceptedOrder order)
    {
        var seconds = order.Audio!.Length.TotalSeconds;
        return new Job
        {
            JobId = jobId,
            Kind = AvatarSyncJob.KindName,
            UserId = order.Order.UserId,
            Feature = string.IsNullOrWhiteSpace(order.Order.Feature) ? DefaultFeature : order.Order.Feature.Trim(),
            Payload = JsonSerializer.Serialize(new AvatarSyncJob.Payload(seconds), JsonSerializerOptions.Web),
            SpeechSeconds = seconds,
            InputVideo = StorageKeys.Video(jobId),
            InputAudio = StorageKeys.Audio(jobId),
            Changes = JsonSerializer.Serialize(order.Changes),
            Priority = order.Order.Priority,
        };
    }
}
