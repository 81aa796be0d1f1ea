namespace IntelliAvatar.Chaos.Routes;

/// <summary>What is wrong with a lane for a while.</summary>
internal enum Trouble
{
    None,

    /// <summary>New connections are refused.</summary>
    Refuse,

    /// <summary>Nothing passes; everything held arrives when it is over.</summary>
    BlackHole,

    /// <summary>Each piece takes 300 ms longer.</summary>
    Delay,

    /// <summary>24 KiB a second.</summary>
    Slow,

    /// <summary>Requests arrive, their answers do not: the connection breaks instead.</summary>
    LoseAnswers,

    /// <summary>PUT and DELETE arrive 20 s late, also after the client has hung up.</summary>
    LateChanges,

    /// <summary>Requests are carried out and answered with 500.</summary>
    ErrorAnswers,
}
