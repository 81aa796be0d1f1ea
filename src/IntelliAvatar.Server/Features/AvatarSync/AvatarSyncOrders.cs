using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Orders;

namespace IntelliAvatar.Server.Features.AvatarSync;

/// <summary>Orders whose speech is a recording.</summary>
internal sealed class AvatarSyncOrders : IJobFactory
{
    private const string DefaultFeature = "Avatar Sync Studio";

    public string Kind => AvatarSyncJob.KindName;

    public bool Takes(Order order) => order.Audio is not null;

    public Task<Refusal?> RefuseAsync(Order order, CancellationToken cancel) => Task.FromResult<Refusal?>(null);

    public Task<Job> ToJobAsync(string jobId, AcceptedOrder order, CancellationToken cancel) => Task.FromResult(new Job
    {
        JobId = jobId,
        Kind = AvatarSyncJob.KindName,
        UserId = order.Order.UserId,
        Feature = string.IsNullOrWhiteSpace(order.Order.Feature) ? DefaultFeature : order.Order.Feature.Trim(),
        Payload = AvatarSyncJob.Payload.Of(order.Audio is MediaSource.Normalised ? order.AudioSeconds : null),
        SpeechSeconds = order.AudioSeconds,
        InputVideo = order.VideoKey(jobId),
        InputAudio = order.AudioKey(jobId),
        Changes = order.Changes,
        ConversionSeconds = order.ConversionSeconds,
        Priority = order.Order.Priority,
    });
}
