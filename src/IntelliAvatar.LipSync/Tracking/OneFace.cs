namespace IntelliAvatar.LipSync.Tracking;

/// <summary>
/// Keeps to one person. Where the driven one turns away and another is found instead, the other takes over only if the driven one never
/// comes back; else there is no face until then. Pictures in which no face was found are looked at where the face was before and after.
/// </summary>
/// <param name="faces">What was found per picture; corrected in place.</param>
/// <param name="view">Where to look again.</param>
/// <param name="cancel">Looked at several times a picture.</param>
internal sealed class OneFace(FaceLandmarks?[] faces, FaceView view, CancellationToken cancel)
{
    public void Keep()
    {
        var last = -1;
        for (var i = 0; i < faces.Length; i++)
        {
            if (last >= 0 && !Continues(faces[last]!, faces[i]))
            {
                faces[i] = LookFor(last, i) ?? faces[i];
                if (faces[i] is { } other && !Reaches(faces[last]!, other) && WasBeside(last, other) && ComesBack(last, i) is { } back)
                {
                    Array.Clear(faces, i, back.At - i);
                    (faces[back.At], i) = (back.Face, back.At);
                }
            }

            last = faces[i] is null ? last : i;
        }

        for (var i = faces.Length - 2; i >= 0; i--)
        {
            faces[i] ??= faces[i + 1] is { } next ? view.Follow(i, next, cancel) : null;
        }
    }

    private FaceLandmarks? LookFor(int last, int i) => last == i - 1 ? view.Follow(i, faces[last]!, cancel) : view.FindAgain(i, faces[last]!, cancel);

    /// <summary>Who was not there already beside the driven one is likely the driven one itself, that jumped or was cut to.</summary>
    private bool WasBeside(int last, FaceLandmarks other) => view.FindAgain(last, other, cancel) is { } before && !Reaches(faces[last]!, before);

    private (int At, FaceLandmarks Face)? ComesBack(int last, int from)
    {
        for (var i = from + 1; i < faces.Length; i++)
        {
            if (view.FindAgain(i, faces[last]!, cancel) is { } back)
            {
                return (i, back);
            }
        }

        return null;
    }

    private static bool Continues(FaceLandmarks last, FaceLandmarks? next) =>
        next is not null && RegionOfInterest.Around(last).Agrees(RegionOfInterest.Around(next));

    private static bool Reaches(FaceLandmarks last, FaceLandmarks next) => RegionOfInterest.Around(last).Reaches(RegionOfInterest.Around(next));
}
