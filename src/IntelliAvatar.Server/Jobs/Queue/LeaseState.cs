namespace IntelliAvatar.Server.Jobs.Queue;

/// <summary>How a job stands to the worker that claimed it.</summary>
public enum LeaseState
{
    /// <summary>Go on.</summary>
    Held,

    /// <summary>It is to be cancelled: stop, then say so with <see cref="JobQueue.CancelledAsync"/>.</summary>
    CancelAsked,

    /// <summary>Another worker has it by now, or none: stop, write nothing.</summary>
    Lost,
}
