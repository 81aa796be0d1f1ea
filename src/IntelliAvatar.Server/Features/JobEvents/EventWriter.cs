using System.Text.Json;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Views;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Features.JobEvents;

/// <summary>Writes down what is told, as the API says it elsewhere.</summary>
internal sealed class EventWriter(IOptions<JsonOptions> json)
{
    private readonly JsonSerializerOptions _json = json.Value.SerializerOptions;

    public FeedEvent Job(Job job, Estimate outlook) =>
        new("job", JsonSerializer.Serialize(JobState.Of(job, outlook), _json), job.JobId, job.Status is not (JobStatus.Queued or JobStatus.InProgress));

    public FeedEvent Deleted(string jobId) => new("deleted", JsonSerializer.Serialize(new { job_id = jobId }, _json), jobId, IsEnd: true);

    /// <summary>Without its forecast, which runs on by itself.</summary>
    public FeedEvent Queue(QueueSnapshot look) => new("queue", JsonSerializer.Serialize(QueueState.Of(look) with { Eta = null }, _json));
}
