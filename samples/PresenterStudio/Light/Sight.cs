using System.Numerics;
using PresenterStudio.Figure;

namespace PresenterStudio.Light;

/// <summary>What one ray met: its light, how far away and on which part, and how much of room and key lamp that place sees.</summary>
internal readonly record struct Sight(Vector3 Light, float Depth, Part Part, float Openness, float KeySeen);
