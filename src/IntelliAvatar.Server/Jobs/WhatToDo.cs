namespace IntelliAvatar.Server.Jobs;

/// <summary>What helps against an error, where that can be said for everybody whom it meets.</summary>
public static class WhatToDo
{
    private const string AnotherVideo = "Try another video: one person, facing the camera, the face lit and large enough.";
    private const string AnotherFile = "Send a file that the sentence above does not speak of; a retry of this one ends in the same way.";
    private const string AskOperator = "Ask whoever runs this server; a retry helps once it is mended.";
    private const string OnceMore = "Retry the job. If it fails again in the same way, ask whoever runs the model server.";

    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["worker_lost"] = "Retry the job once; if it fails again, convert the video and the audio anew, or try others.",
        ["kind_unknown"] = "Retry the job when all servers run the same version of the program.",
        ["internal_error"] = "Retry the job. If it fails again, report it with the server's log.",
        ["storage_full"] = "Free some space on the server's disk, then retry the job.",
        ["storage_failed"] = AskOperator,
        ["no_face"] = AnotherVideo,
        ["model_server_rejected_input"] = AnotherVideo,
        ["render_failed"] = AnotherVideo,
        ["model_server_input_too_large"] = "Try a shorter or smaller video, or a shorter speech.",
        ["model_server_unresponsive"] = "Restart the model server, then retry.",
        ["model_server_stuck"] = "Restart the model server, then retry.",
        ["model_server_silent"] = "Try a shorter speech, or retry when the model server has less to do.",
        ["model_server_unauthorized"] = AskOperator,
        ["model_server_redirects"] = AskOperator,
        ["model_server_has_no_generate"] = AskOperator,
        ["model_server_unreachable"] = AskOperator,
        ["model_server_unknown_host"] = AskOperator,
        ["model_server_unhealthy"] = AskOperator,
        ["model_server_insecure"] = AskOperator,
        ["no_model_server"] = "Wait: the job begins by itself when a model server is free and well.",
        ["converted"] = "Nothing: the job goes on by itself.",
        ["intake_busy"] = "Nothing: the job goes on by itself.",
        ["media_too_slow"] = AnotherFile,
        ["media_too_large"] = AnotherFile,
        ["stopping"] = "Nothing: the job goes on by itself.",
        ["database_unavailable"] = "Nothing: the job goes on by itself.",
        ["storage_unavailable"] = "Nothing: the job goes on by itself.",
        ["voice_unknown"] = "Choose a voice of GET /v1/voices.",
        ["voice_unavailable"] = "Choose another voice of GET /v1/voices, or retry later.",
        ["voice_language_mismatch"] = "Choose a voice that speaks the language of the text.",
        ["text_language_mismatch"] = "Name the language that the text is written in, or leave the language out.",
        ["text_unspeakable"] = "Write the text in letters that the voice knows.",
        ["sarvam_quota_used_up"] = "Buy more credits for the speech service, or choose an offline voice.",
        ["sarvam_key_refused"] = AskOperator,
        ["sarvam_misconfigured"] = AskOperator,
    };

    /// <summary>A sentence, or null.</summary>
    public static string? Against(string code)
    {
        return Known.GetValueOrDefault(code) ?? (Is("result_") || Is("model_server_") ? OnceMore : Is("video_") || Is("audio_") ? AnotherFile : null);

        bool Is(string beginning) => code.StartsWith(beginning, StringComparison.Ordinal);
    }
}
