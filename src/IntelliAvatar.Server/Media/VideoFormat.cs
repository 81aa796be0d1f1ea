using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.Server.Media;

/// <summary>What a stream of raw pictures needs to become a video again.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Rate">Constant.</param>
/// <param name="Colour">What the samples mean; goes into the video unchanged.</param>
public sealed record VideoFormat(int Width, int Height, FrameRate Rate, ColourTags Colour);
