namespace IntelliAvatar.Server.Features.Jobs;

/// <summary>What <c>/docs</c> shows.</summary>
internal static class JobExamples
{
    public static string State { get; } = $"{{{Fields}}}";

    public static string Details { get; } =
        $$"""
        {{{Fields}},
          "attempts": [{
            "attempt": 1, "started_at": "2026-11-22T10:11:31.402Z", "ended_at": null, "outcome": null, "host": "render-2", "model_server": "http://127.0.0.1:7001", "error": null,
            "steps": [{"step": "speech", "at": "2026-11-22T10:11:31.403Z"}, {"step": "generate", "at": "2026-11-22T10:11:32.118Z"}]
          }],
          "retried_as": []}
        """;

    private const string Fields =
        """
        "job_id": "01a202bd-5066-7ae9-8a74-5f4833f91ee9", "user_id": "anita", "feature": "Text-to-Avatar Studio", "kind": "text-to-avatar",
        "status": "IN_PROGRESS", "stopping": false, "step": "generate", "progress": 0.42, "priority": 0, "queue_position": null,
        "eta": {"seconds": 7.4, "at": "2026-11-22T10:11:43.802Z"},
        "created_at": "2026-11-22T10:11:31.398Z", "started_at": "2026-11-22T10:11:31.402Z", "ended_at": null, "attempt": 1,
        "speech": {"seconds": 4.2, "voice": "flite-slt", "text": "Hello, and welcome to our course."},
        "changes": ["turned upright (was rotated by 90 degrees)"], "model_server": "http://127.0.0.1:7001", "error": null, "retry_of": null,
        "links": {
          "self": "/v1/jobs/01a202bd-5066-7ae9-8a74-5f4833f91ee9", "events": "/v1/jobs/01a202bd-5066-7ae9-8a74-5f4833f91ee9/events",
          "input_video": "/v1/jobs/01a202bd-5066-7ae9-8a74-5f4833f91ee9/input/video", "input_audio": "/v1/jobs/01a202bd-5066-7ae9-8a74-5f4833f91ee9/input/audio",
          "video": null, "thumbnail": null, "preview": null, "captions": "/v1/jobs/01a202bd-5066-7ae9-8a74-5f4833f91ee9/captions.vtt"
        }
        """;
}
