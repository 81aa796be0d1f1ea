using IntelliAvatar.LipSync.Articulation;
using IntelliAvatar.LipSync.Compositing;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Library;
using IntelliAvatar.LipSync.Selection;
using IntelliAvatar.LipSync.Stills;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync;

/// <summary>
/// Makes a head say something: finds the mouths that a base video shows, chooses for every moment of the speech the one that fits,
/// warps it the last bit and blends it into the base. Pure: pictures and sound in, pictures out. Equal input gives equal bytes.
/// </summary>
/// <param name="models">The trained networks.</param>
/// <param name="threads">How many frames are worked on at once; the result does not depend on it.</param>
public sealed class LipSyncEngine(LipSyncModels models, int threads)
{
    /// <summary>Looks at a base video once, for any number of speeches.</summary>
    /// <param name="baseVideo">The head; one picture is enough.</param>
    /// <param name="rate">Its frame rate, for the words of a refusal.</param>
    /// <param name="progress">Told how much is done, 0…1.</param>
    /// <param name="cancel">Obeyed within about one frame's work.</param>
    /// <returns>The avatar, or why there is none.</returns>
    public Preparation Prepare(IFrameSource baseVideo, FrameRate rate, IProgress<double>? progress, CancellationToken cancel)
    {
        var faces = new FaceTracker(models.Faces, threads).Track(baseVideo, progress, cancel);
        return PosedTrack.From(faces, cancel) switch
        {
            null => new Preparation.Refused(NoFace(baseVideo.Count / rate.FramesPerSecond)),
            { IsCovered: true } => new Preparation.Refused(s_mouthHidden),
            var track => new Preparation.Ready(new PreparedAvatar(baseVideo.Width, baseVideo.Height, MouthLibrary.Cut(baseVideo, track, cancel: cancel), Aperture.Track(faces))),
        };
    }

    /// <summary>Learns from the base's own sound how its person opens the mouth, if that sound teaches it beyond doubt.</summary>
    /// <param name="avatar">What <see cref="Prepare"/> made of the base.</param>
    /// <param name="ownSound">The sound of the base from its first frame on, 16 kHz, one channel, −1…1.</param>
    /// <param name="rate">Frame rate of the base.</param>
    /// <param name="cancel">Looked at while the sound is heard.</param>
    /// <returns>The avatar with what was learned, or as it was.</returns>
    public PreparedAvatar Learn(PreparedAvatar avatar, float[] ownSound, FrameRate rate, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(avatar);
        var moments = OwnMoment.Of(new AudioFeatures(ownSound, cancel), models.MouthNet, avatar.Library.Track, rate, cancel);
        return avatar with { Own = OwnOpeningTrial.Learn(moments, rate.FramesPerSecond) };
    }

    /// <summary>Renders duration · rate frames (rounded, at least one) of the base's size, in order.</summary>
    /// <param name="avatar">What <see cref="Prepare"/> made of <paramref name="baseVideo"/>.</param>
    /// <param name="baseVideo">The head, played back and forth as long as the speech lasts.</param>
    /// <param name="speech">What it is to say.</param>
    /// <param name="rate">Frame rate of the base and of the output.</param>
    /// <param name="write">Receives every frame, one at a time; the frame is reused afterwards. What it throws ends the rendering.</param>
    /// <param name="progress">Told how much is written, 0…1.</param>
    /// <param name="cancel">Obeyed within about one frame's work.</param>
    public void Render(
        PreparedAvatar avatar, IFrameSource baseVideo, Speech speech, FrameRate rate, Action<YuvFrame> write, IProgress<double>? progress, CancellationToken cancel)
    {
        avatar.ThrowIfNotOf(baseVideo);
        var openings = WantedOpening.Of(speech, models.MouthNet, avatar.Own, rate, cancel);
        var plans = Storyboard.Plan(avatar.Library, openings, cancel);
        var sharpening = Sharpening.For(avatar.Library.Sources);
        var eyes = avatar.Library.Track.IsStill ? EyesOf(avatar, baseVideo) : [];
        var written = 0;
        OrderedRendering.Run(plans.Length, () => new YuvFrame(avatar.Width, avatar.Height), CreateRenderer, Deliver, threads, cancel);

        Action<int, YuvFrame> CreateRenderer()
        {
            var compositor = new Compositor(avatar.Library, sharpening);
            var track = avatar.Library.Track;
            var life = track.IsStill
                ? new StillLife(track.Faces[0], track.Mean, rate.FramesPerSecond)
                {
                    Eyes = eyes,
                    Before = avatar.Library.BeforeIn(track.Faces[0].Frame),
                }
                : null;
            var other = new Lazy<YuvFrame>(() => new YuvFrame(avatar.Width, avatar.Height));
            return (t, frame) =>
            {
                Draw(compositor, plans[t], frame);
                if (plans[t].NextWeight > 0)
                {
                    Draw(compositor, plans[t] with { BaseFrame = plans[t].NextFrame }, other.Value);
                    frame.DissolveInto(other.Value, plans[t].NextWeight);
                }

                life?.Apply(frame, t);
            };
        }

        void Draw(Compositor compositor, FramePlan plan, YuvFrame frame)
        {
            baseVideo.Read(plan.BaseFrame, frame);
            compositor.Render(frame, plan);
        }

        void Deliver(YuvFrame frame)
        {
            write(frame);
            progress?.Report((double)++written / plans.Length);
        }
    }

    private Eyelids[] EyesOf(PreparedAvatar avatar, IFrameSource baseVideo)
    {
        var picture = new YuvFrame(avatar.Width, avatar.Height);
        var face = avatar.Library.Track.Faces[0];
        baseVideo.Read(face.Frame, picture);
        return OpenEyes.In(models.Faces, picture, face, avatar.Library.Track.Mean.EyeSpan);
    }

    private static readonly LipSyncRefusal s_mouthHidden = new(
        "mouth_hidden",
        "The mouth is never seen: a mask, a hand or something else is before it all the time, or it lies outside the picture. Use a video in which the whole mouth is seen.");

    private static LipSyncRefusal NoFace(double seconds) => new(
        "no_face",
        $"No face was found in the video; it was searched from the start to second {seconds:0.0}. Use a video in which one face looks towards the camera, well lit and not too small.");
}
