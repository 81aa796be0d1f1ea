namespace IntelliAvatar.Server.Hosting;

/// <summary>What a server process does. Any number of each may share one database and one storage.</summary>
public enum ServerRole
{
    /// <summary>Both of the others in one process.</summary>
    All,

    /// <summary>Takes requests, runs no jobs.</summary>
    Api,

    /// <summary>Runs jobs, takes no requests.</summary>
    Scheduler,
}
