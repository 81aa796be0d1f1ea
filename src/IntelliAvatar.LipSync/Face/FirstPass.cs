namespace IntelliAvatar.LipSync.Face;

/// <summary>Follows the face from picture to picture: each is looked at where the face was in the one before, and searched whole where it was lost.</summary>
/// <remarks>
/// To use all processors the video is cut into segments that are followed on their own, each from a few pictures before its begin so that it has settled there.
/// Afterwards the seams are walked in order: where a segment began on another face than the one before ended on, it is followed again from there.
/// Segments have a fixed length, so the result does not depend on the number of threads.
/// </remarks>
internal sealed class FirstPass(LipSyncModels models, IFrameSource frames, int threads, StepCounter done, CancellationToken cancel)
{
    private const int SegmentLength = 48;
    private const int RunUp = 4;

    private readonly FaceLandmarks?[] _faces = new FaceLandmarks?[frames.Count];

    public FaceLandmarks?[] Run()
    {
        var segments = (frames.Count + SegmentLength - 1) / SegmentLength;
        ParallelLoop.Run(segments, threads, () => new FaceView(models, frames), (segment, view) => FollowSegment(segment * SegmentLength, view), cancel);

        var seamView = new FaceView(models, frames);
        for (var begin = SegmentLength; begin < frames.Count; begin += SegmentLength)
        {
            MendSeam(begin, seamView);
        }

        return _faces;
    }

    private void FollowSegment(int begin, FaceView view)
    {
        FaceLandmarks? last = null;
        for (var i = Math.Max(0, begin - RunUp); i < Math.Min(frames.Count, begin + SegmentLength); i++)
        {
            last = view.Follow(i, last, cancel);
            if (i >= begin)
            {
                _faces[i] = last;
                done.Step();
            }
        }
    }

    private void MendSeam(int begin, FaceView view)
    {
        var last = _faces[begin - 1];
        for (var i = begin; i < frames.Count && last is not null && !Continues(last, _faces[i]); i++)
        {
            last = _faces[i] = view.Follow(i, last, cancel);
        }
    }

    private static bool Continues(FaceLandmarks last, FaceLandmarks? next) =>
        next is not null && RegionOfInterest.Around(last).Agrees(RegionOfInterest.Around(next));
}
