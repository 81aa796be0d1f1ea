namespace IntelliAvatar.Server.Tests.Speech.Audio;

internal static class Sounds
{
    public static float[] Tone(double hertz, double seconds, int rate, float level) =>
        [.. Enumerable.Range(0, (int)(seconds * rate)).Select(i => level * (float)Math.Sin(2 * Math.PI * hertz * i / rate))];
}
