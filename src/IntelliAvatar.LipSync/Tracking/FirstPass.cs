using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Tracking;

/// <summary>Finds the face in every picture: each is looked at where the face was in the one before, and searched whole where it was lost.</summary>
/// <remarks>
/// To use all processors the video is cut into segments that are followed on their own, each from a few pictures before its begin so that it has settled there.
/// Afterwards all pictures are walked in order, so that one and the same person is followed through all of them (<see cref="OneFace"/>).
/// Segments have a fixed length, so the result does not depend on the number of threads.
/// </remarks>
internal sealed class FirstPass(FaceModels models, IFrameSource frames, int threads, StepCounter done, CancellationToken cancel)
{
    private const int SegmentLength = 48;
    private const int RunUp = 4;

    // While there is no face, only every so many pictures are searched, and the last: those between are looked at from the next one that has it.
    private const int SearchEvery = 4;

    private static readonly float[] s_turns = [MathF.PI, MathF.PI / 2, -MathF.PI / 2];

    private readonly FaceLandmarks?[] _faces = new FaceLandmarks?[frames.Count];

    public FaceLandmarks?[] Run()
    {
        var segments = (frames.Count + SegmentLength - 1) / SegmentLength;
        ParallelLoop.Run(segments, threads, () => new FaceView(models, frames), (segment, view) => FollowSegment(segment * SegmentLength, view), cancel);

        var view = new FaceView(models, frames);
        if (Array.TrueForAll(_faces, face => face is null))
        {
            SearchOtherwise(view);
        }

        new OneFace(_faces, view, cancel).Keep();
        return _faces;
    }

    private void FollowSegment(int begin, FaceView view)
    {
        FaceLandmarks? last = null;
        var missed = 0;
        var end = Math.Min(frames.Count, begin + SegmentLength);
        for (var i = Math.Max(0, begin - RunUp); i < end; i++)
        {
            var face = last is null ? null : missed == 0 ? view.Follow(i, last, cancel) : view.FindAgain(i, last, cancel);
            face ??= missed % SearchEvery == 0 || i == end - 1 ? view.Search(i, cancel) : null;
            missed = face is null ? missed + 1 : 0;
            last = face ?? last;
            if (i >= begin)
            {
                _faces[i] = face;
                done.Step();
            }
        }
    }

    /// <summary>A face that is turned or small everywhere is searched for in three pictures; from the one that has it, it is followed.</summary>
    private void SearchOtherwise(FaceView view)
    {
        int[] pictures = [0, frames.Count / 2, frames.Count - 1];
        var ways = s_turns.Select(turn => (Func<int, FaceLandmarks?>)(i => view.SearchTurned(i, turn, cancel))).Append(i => view.SearchSmall(i, cancel));
        foreach (var way in ways)
        {
            foreach (var i in pictures)
            {
                if (way(i) is { } face)
                {
                    _faces[i] = face;
                    return;
                }
            }
        }
    }
}
