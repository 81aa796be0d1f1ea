using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Jobs.Queue;
using IntelliAvatar.Server.Jobs.Views;
using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.Orders;
using IntelliAvatar.Server.Speech;
using IntelliAvatar.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntelliAvatar.Server.Features.Planning;

/// <summary><c>POST /v1/plan</c>: what would become of an order. Nothing is queued, spoken or rendered.</summary>
internal sealed class CreatePlan(OrderReader reader, OrderIntake intake, SpeechSynthesizer speech, FaceCheck faces, VideoCheckCache known, JobQueue queue, Forecast forecast, IFileStore files, DiskReserve reserve, Workspace workspace)
{
    public static async Task<Results<Ok<Plan>, ProblemHttpResult>> Handle(HttpRequest request, CreatePlan make, CancellationToken cancel)
    {
        var (plan, refusal) = await make.RunAsync(request, cancel);
        return plan is null ? refusal!.ToProblem() : TypedResults.Ok(plan);
    }

    private async Task<(Plan? Plan, Refusal? Refusal)> RunAsync(HttpRequest request, CancellationToken cancel)
    {
        using var scratch = workspace.NewScratch();
        var (draft, refusal) = await reader.ReadAsync(request, scratch, cancel);
        refusal ??= OrderReader.RefuseNames(draft!.Body.UserId, draft.Body.Feature);
        return draft is null || refusal is not null ? (null, refusal) : (await RunAsync(draft, scratch, cancel), null);
    }

    private async Task<Plan> RunAsync(ParsedOrder draft, TempFolder scratch, CancellationToken cancel)
    {
        var (order, unresolved) = await reader.ResolveAsync(draft, cancel);
        if (order is null)
        {
            return await EndAsync(draft.Body, null, new Look { Problems = { Problem.Of(unresolved!) } }, cancel);
        }

        var look = new Look();
        if (reserve.Refuse() is { } full)
        {
            look.Problems.Add(Problem.Of(full));
        }

        var wrong = await intake.RefuseAsync(order, cancel);
        if (wrong is not null)
        {
            look.Problems.Add(Problem.Of(wrong));
        }

        await LookAtVideoAsync(order, draft.Body.Video, look, scratch, cancel);
        if (order.Audio is { } audio)
        {
            await LookAtAudioAsync(audio, order.UserId, look, scratch, cancel);
        }
        else if (order.Says is { } says && wrong is null)
        {
            await LookAtTextAsync(says, look, cancel);
        }

        return await EndAsync(draft.Body, wrong is null ? intake.KindOf(order) : null, look, cancel);
    }

    /// <summary>What is known so far.</summary>
    private sealed class Look
    {
        public List<Problem> Problems { get; } = [];

        public List<string> Changes { get; } = [];

        public double? Seconds { get; set; }

        public bool IsEstimate { get; set; }

        public PlannedVoice? Voice { get; set; }

        public PlannedCost? Cost { get; set; }

        public double FacesLookedAt { get; set; }
    }

    private async Task LookAtVideoAsync(Order order, MaterialName? name, Look look, TempFolder scratch, CancellationToken cancel)
    {
        if (known.Find(name) is { } seen)
        {
            Tell(seen);
            return;
        }

        var (looked, unreadable) = await intake.LookAtVideoAsync(order.Video, order.UserId, scratch, cancel);
        if (looked is null)
        {
            look.Problems.Add(Problem.Of(unreadable!));
            return;
        }

        if (intake.TakesLong(looked))
        {
            look.Problems.Add(Problem.Unconverted("video", (MediaSource.Unconverted)looked));
            return;
        }

        var (video, refusal) = await intake.NormaliseVideoAsync(looked, order.UserId, scratch, cancel);
        if (video is null)
        {
            look.Problems.Add(Problem.Of(refusal!));
            return;
        }

        try
        {
            var path = StorageKeys.IsKey(video.Source) ? await files.LocalAsync(video.Source, scratch, cancel) : video.Source;
            seen = new(video.Changes, await faces.RunAsync(path, order.UserId, scratch, cancel));
            known.Keep(name, seen);
            Tell(seen);
        }
        catch (FileNotFoundException)
        {
            look.Problems.Add(new("avatar_unknown", "The avatar was deleted at this moment.", Problem.Error));
        }

        void Tell(VideoCheckCache.Seen what)
        {
            look.Changes.AddRange(what.Changes);
            look.Problems.AddRange(what.Faces.Problems);
            look.FacesLookedAt = what.Faces.Seconds;
        }
    }

    private async Task LookAtAudioAsync(MediaSource material, string userId, Look look, TempFolder scratch, CancellationToken cancel)
    {
        var (looked, unreadable) = await intake.LookAtAudioAsync(material, userId, scratch, cancel);
        if (looked is null)
        {
            look.Problems.Add(Problem.Of(unreadable!));
            return;
        }

        if (intake.TakesLong(looked))
        {
            var unconverted = (MediaSource.Unconverted)looked;
            look.Problems.Add(Problem.Unconverted("audio", unconverted));
            (look.Seconds, look.IsEstimate) = (unconverted.Length?.TotalSeconds, true);
            return;
        }

        var (audio, refusal) = await intake.NormaliseAudioAsync(looked, userId, scratch, cancel);
        if (audio is null)
        {
            look.Problems.Add(Problem.Of(refusal!));
            return;
        }

        look.Changes.AddRange(audio.Changes);
        look.Seconds = audio.Length.TotalSeconds;
        look.Problems.AddRange((await Clipping.FindAsync(audio.Source, cancel)).Select(at =>
            Problem.Between("audio_clipped", at.From, at.To, when => $"The audio clips {when}, which sounds like crackling. Record it with a lower level.")));
    }

    private async Task LookAtTextAsync(SpeechRequest says, Look look, CancellationToken cancel)
    {
        var (plan, refusal) = await speech.ChooseAsync(says, cancel);
        if (plan is null)
        {
            look.Problems.Add(Problem.Of(refusal!));
            return;
        }

        var voice = plan.Voices[0];
        look.Voice = new(voice.Id, voice.Name, voice.Provider, plan.Language, Why(says, voice, plan.Language));
        look.Cost = CostOf(voice, plan.Characters);
        look.Problems.AddRange(plan.Notes.Select(note => new Problem(note.Code, note.Sentence, Problem.Warning)));
        var pace = await queue.CharactersPerSecondAsync(voice.Id, cancel) ?? JobDurationModel.CharactersPerSecond;
        look.Seconds = says.Text.Length / pace;
    }

    private static PlannedCost? CostOf(Voice voice, int characters) => voice.Price is not { } price ? null : new(
        Math.Round(price.Per10000Characters * characters / 10_000, 2), price.Currency,
        $"{voice.Provider} charges {price.Per10000Characters:0.##} {price.Currency} for 10,000 characters; the text has {characters:N0} when written out.");

    private static string Why(SpeechRequest says, Voice voice, string language)
    {
        if (says.Voice is not null)
        {
            return "It was asked for.";
        }

        var who = says.Gender is null ? "voice" : $"{says.Gender.Trim().ToLowerInvariant()} voice";
        var found = says.Language is null ? ", the language that most of the text's words speak for" : "";
        return $"It is the preferred {who} for {language}{found}{(voice.Offline ? "; it needs no network" : "")}.";
    }

    private async Task<Plan> EndAsync(OrderBody body, string? kind, Look look, CancellationToken cancel)
    {
        var position = await queue.PlaceOfNewAsync(body.UserId, body.Priority, cancel);
        var outlook = look.Seconds is { } seconds ? (await forecast.LookAsync(cancel)).OfNew(position, seconds) : null;
        return new(
            look.Problems.TrueForAll(problem => problem.Severity != Problem.Error), kind, look.Seconds is { } length ? Math.Round(length, 2) : null, body.Text is not null || look.IsEstimate,
            look.Changes, look.Voice, look.Problems, look.FacesLookedAt, position,
            outlook?.Left is { } left ? new(Math.Round(left.TotalSeconds, 1), (outlook.Now + left).UtcDateTime) : null,
            look.Cost);
    }
}
