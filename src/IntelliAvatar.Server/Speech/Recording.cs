using IntelliAvatar.LipSync.Articulation;
using IntelliAvatar.Server.Speech.Audio;
using IntelliAvatar.Server.Speech.Text;

namespace IntelliAvatar.Server.Speech;

/// <summary>One whole speech by one voice.</summary>
/// <param name="Phones">Null when the engine tells no timings.</param>
internal sealed record Recording(TimeSpan Length, IReadOnlyList<Phone>? Phones)
{
    /// <summary>Speaks all chunks, a few at a time, joins them in order, and puts the file in its place.</summary>
    public static async Task<(Recording? Made, ChunkOutcome.Failed? Failed)> MakeAsync(
        ITextToSpeech engine, Voice voice, string language, IReadOnlyList<TextChunk> chunks, string wavPath, CancellationToken cancel)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(wavPath))!;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var ahead = new Queue<Task<ChunkOutcome>>();
        SpeechAssembler? assembler = null;
        try
        {
            for (int next = 0, done = 0; done < chunks.Count; done++)
            {
                for (; next < chunks.Count && ahead.Count < engine.Rules.AtOnce; next++)
                {
                    ahead.Enqueue(engine.SpeakAsync(chunks[next].Text, voice, language, end.Token));
                }

                var outcome = await ahead.Dequeue();
                if (outcome is not ChunkOutcome.Spoken spoken)
                {
                    return (null, (ChunkOutcome.Failed)outcome);
                }

                assembler ??= new SpeechAssembler(folder, spoken.Wave.Rate);
                if (spoken.Wave.Rate != assembler.Rate)
                {
                    return (null, new(SpeechFault.Engine, "speech_uneven", $"{engine.Provider} spoke parts of the text at different sample rates."));
                }

                assembler.Add(spoken.Wave, spoken.Phones);
                if (done < chunks.Count - 1)
                {
                    assembler.Pause(chunks[done].EndsSentence);
                }
            }

            return await Task.Run(() => Publish(assembler, wavPath), cancel)
                ? (new Recording(assembler!.Length, assembler.Phones), null)
                : (null, new(SpeechFault.Engine, "speech_silent", $"{engine.Provider} made no sound of this text."));
        }
        finally
        {
            await end.CancelAsync();
            await Task.WhenAll(ahead.Cast<Task>()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            assembler?.Dispose();
        }
    }

    private static bool Publish(SpeechAssembler? assembler, string wavPath)
    {
        var temporary = $"{wavPath}.{Guid.NewGuid():N}.part";
        try
        {
            using (var wav = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                if (assembler?.Master(wav) != true)
                {
                    return false;
                }
            }

            File.Move(temporary, wavPath, overwrite: true);
            return true;
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
