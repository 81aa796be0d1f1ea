namespace IntelliAvatar.Server.Jobs.Views;

/// <summary>What helps against an error, where that can be said for everybody whom it meets.</summary>
public static class ErrorAdvice
{
    private const string AnotherVideo = "Try another video: one person, facing the camera, the face lit and large enough.";
    private const string AnotherFile = "Send another file, or change this one as the sentence above says; the same file fails again in the same way.";
    private const string SmallerFile = "Send the file shorter, or with a smaller picture.";
    private const string AskOperator = "Ask the operator of this server; a retry helps once it is fixed.";
    private const string OnceMore = "Retry the job. If it fails again in the same way, ask the operator of the model server.";
    private const string Report = "Retry the job. If it fails again, report it with the server's log.";
    private const string Nothing = "Nothing: the job goes on by itself.";
    private const string AnotherVoice = "Choose another voice of GET /v1/voices, or retry later.";
    private const string OtherText = "Change the text as the sentence above says.";
    private const string OfflineVoice = "Retry the job later, or choose an offline voice.";

    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["worker_lost"] = "Retry the job once; if it fails again, convert the video and the audio yourself, or try others.",
        ["kind_unknown"] = "Retry the job when all servers run the same version of the program.",
        ["internal_error"] = Report,
        ["storage_full"] = "Free some space on the server's disk, then retry the job.",
        ["storage_failed"] = AskOperator,
        ["no_face"] = AnotherVideo,
        ["mouth_hidden"] = AnotherVideo,
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
        ["converted"] = Nothing,
        ["intake_busy"] = Nothing,
        ["busy"] = Nothing,
        ["already_running"] = Nothing,
        ["slot_lost"] = Nothing,
        ["result_replaced"] = Nothing,
        ["lease_lost"] = Nothing,
        ["cancelled"] = OnceMore,
        ["job_id_reused"] = OnceMore,
        ["upload_broken"] = OnceMore,
        ["upload_stalled"] = OnceMore,
        ["answer_lost"] = OnceMore,
        ["answer_stalled"] = OnceMore,
        ["unknown_file"] = OnceMore,
        ["unknown_job"] = OnceMore,
        ["unknown_address"] = AskOperator,
        ["unauthorized"] = AskOperator,
        ["origin_refused"] = AskOperator,
        ["host_refused"] = AskOperator,
        ["form_broken"] = Report,
        ["form_duplicate"] = Report,
        ["form_missing"] = Report,
        ["field_too_long"] = Report,
        ["phones_malformed"] = Report,
        ["encode_failed"] = Report,
        ["upload_too_large"] = SmallerFile,
        ["media_stalled"] = "Retry the job when the server has less to do. If it fails again, convert the file yourself, or try another one.",
        ["media_too_slow"] = SmallerFile,
        ["media_too_large"] = SmallerFile,
        ["video_too_many_pixels"] = "Scale the video down or shorten it.",
        ["audio_too_many_samples"] = "Save the audio with fewer channels or a lower sampling rate, or shorten it.",
        ["stopping"] = Nothing,
        ["database_unavailable"] = Nothing,
        ["storage_unavailable"] = Nothing,
        ["voice_unknown"] = "Choose a voice of GET /v1/voices.",
        ["voice_unavailable"] = AnotherVoice,
        ["voice_language_mismatch"] = "Choose a voice that speaks the language of the text.",
        ["text_language_mismatch"] = "Name the language that the text is written in, or leave the language out.",
        ["text_unspeakable"] = "Write the text in letters that the voice knows.",
        ["text_empty"] = OtherText,
        ["text_invalid"] = OtherText,
        ["text_too_long"] = OtherText,
        ["gender_unknown"] = "Choose male or female, or a voice of GET /v1/voices.",
        ["language_unsupported"] = "Choose a language of GET /v1/voices, or leave the language out.",
        ["speech_unavailable"] = AnotherVoice,
        ["speech_silent"] = AnotherVoice,
        ["speech_uneven"] = AnotherVoice,
        ["espeak_failed"] = AnotherVoice,
        ["flite_failed"] = AnotherVoice,
        ["sarvam_busy"] = OfflineVoice,
        ["sarvam_failed"] = OfflineVoice,
        ["sarvam_garbled"] = OfflineVoice,
        ["sarvam_slow"] = OfflineVoice,
        ["sarvam_unreachable"] = OfflineVoice,
        ["sarvam_text_refused"] = "Change the text, or choose an offline voice.",
        ["text_left_out"] = "Write what is not said in words of the text's language, or leave it out; POST /v1/speech/check shows each sentence as it is said.",
        ["voice_accent"] = "Choose one of the named voices, or add a service that speaks the language, such as Sarvam (Speech:Sarvam:ApiKey).",
        ["text_seems_hindi"] = "Write the text in Devanagari letters.",
        ["text_romanised"] = "Write the text in the letters of its language, or leave the language out if it is English.",
        ["speech_crashed"] = "Look at the sentences with POST /v1/speech/check, take unusual signs out of the text, and send it again; or choose another voice.",
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
