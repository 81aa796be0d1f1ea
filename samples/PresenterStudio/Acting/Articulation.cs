namespace PresenterStudio.Acting;

/// <summary>What the mouth does for a sound: how far it opens (0…1) and whether it rounds (−1) or spreads (1).</summary>
internal readonly record struct Articulation(float Open, float Spread)
{
    /// <summary>Sounds that cannot be made with the lips apart.</summary>
    public static bool Shuts(string phone) => phone is "p" or "b" or "m";

    public static Articulation Of(string phone) => phone switch
    {
        "p" or "b" or "m" or "pau" => new(0, 0),
        "f" or "v" => new(0.10f, 0.1f),
        "w" => new(0.20f, -0.9f),
        "aa" or "ay" or "aw" or "ah" => new(1.00f, 0.0f),
        "ae" => new(0.95f, 0.35f),
        "ao" or "oy" => new(0.85f, -0.55f),
        "eh" or "ey" => new(0.65f, 0.45f),
        "ow" => new(0.60f, -0.75f),
        "er" or "ax" => new(0.45f, -0.1f),
        "iy" or "ih" => new(0.38f, 0.75f),
        "uw" or "uh" => new(0.32f, -1.0f),
        "s" or "z" => new(0.20f, 0.4f),
        "sh" or "zh" or "ch" or "jh" => new(0.26f, -0.5f),
        "y" => new(0.32f, 0.5f),
        "r" => new(0.34f, -0.35f),
        "l" => new(0.40f, 0.1f),
        "k" or "g" or "ng" or "hh" => new(0.42f, 0),
        _ => new(0.28f, 0.1f),
    };
}
