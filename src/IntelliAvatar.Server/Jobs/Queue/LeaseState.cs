namespace IntelliAvatar.Server.Jobs.Queue;

/// <summary>How a job stands to the worker that claimed it.</summary>
public enum LeaseState
{
    /// <summary>Go on.</summary>
    Held,

    /// <summary>Somebody asked for its end: stop, then say so with <see cref="JobQueue.CancelledAsync"/>.</summary>
    CancelAsked,

    /// <summary>It is another's by now, or nobody's: stop, write nothing.</summary>
    Lost,
}
