using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Evaluation;

/// <summary>How well a finished video does, in numbers. "Naive" is the base played on without any lip-sync.</summary>
/// <param name="Frames">Frames of the video.</param>
/// <param name="FramesWithFace">Those in which a face was found.</param>
/// <param name="Mouth">How the mouth follows the speech.</param>
/// <param name="NaiveMouth">The same for the base.</param>
/// <param name="Picture">What happened to the picture; null if the video is not of the base's size.</param>
/// <param name="Phones">Whether the lips close and open where they must; null without exact phones.</param>
public sealed record LipSyncMetrics(
    int Frames, int FramesWithFace, MouthMetrics Mouth, MouthMetrics NaiveMouth, PictureMetrics? Picture, PhoneMetrics? Phones);

/// <summary>The largest Pearson correlation over a few lags.</summary>
/// <param name="R">−1…1.</param>
/// <param name="Lag">Frames by which the mouth is late; negative when it leads.</param>
public readonly record struct LaggedCorrelation(double R, int Lag);

/// <summary>What the opening of the mouth (<see cref="Aperture"/>) does over time.</summary>
/// <param name="Envelope">With the loudness of the speech, lag ±2. High values prove little: loudness is a poor stand-in for a mouth.</param>
/// <param name="Reference">With the mouth of another video of the same speech, lag ±3; null without one.</param>
/// <param name="Drive">With the opening that our own drive wants, lag ±2. Shows only that the renderer obeys.</param>
/// <param name="SilentAperture">Mean opening in silence; null with fewer than three silent frames.</param>
/// <param name="SilentFrames">Frames with no sound within 80 ms.</param>
/// <param name="SpeakingMedian">Median opening while there is speech; null without any.</param>
/// <param name="SpeakingP95">95th percentile of the same.</param>
/// <param name="Speed">Mean change of the opening per second.</param>
public sealed record MouthMetrics(
    LaggedCorrelation Envelope, LaggedCorrelation? Reference, LaggedCorrelation Drive,
    double? SilentAperture, int SilentFrames, double? SpeakingMedian, double? SpeakingP95, double Speed);

/// <summary>What the engine did to the picture, in luma, on at most 120 frames.</summary>
/// <param name="RingChange">Mean absolute change from frame to frame on the seam of the mask: flicker shows here.</param>
/// <param name="NaiveRingChange">The same for the base.</param>
/// <param name="MouthChange">Mean absolute change from frame to frame inside the mask.</param>
/// <param name="NaiveMouthChange">The same for the base.</param>
/// <param name="PsnrOutside">dB against the base outside the lower face; null if nothing is outside.</param>
/// <param name="SsimOutside">Structural similarity there, 8×8 blocks; null if nothing is outside.</param>
/// <param name="Sharpness">Strength of detail (Laplacian) inside the mask against the base; 1 = as sharp.</param>
public sealed record PictureMetrics(
    double RingChange, double NaiveRingChange, double MouthChange, double NaiveMouthChange, double? PsnrOutside, double? SsimOutside, double Sharpness);

/// <summary>Lips against the exact phones.</summary>
/// <param name="Bilabials">How many p, b, m were said.</param>
/// <param name="BilabialsClosed">At how many of them the lips met.</param>
/// <param name="BilabialsClosedShare">Their share; null without any.</param>
/// <param name="OpenVowels">How many open vowels longer than 60 ms were said.</param>
/// <param name="OpenVowelsOpen">At how many of them the mouth was open.</param>
/// <param name="OpenVowelsOpenShare">Their share; null without any.</param>
/// <param name="Track">Correlation of the opening that the phones want with the measured one, lag ±2.</param>
public sealed record PhoneMetrics(
    int Bilabials, int BilabialsClosed, double? BilabialsClosedShare, int OpenVowels, int OpenVowelsOpen, double? OpenVowelsOpenShare, LaggedCorrelation Track);
