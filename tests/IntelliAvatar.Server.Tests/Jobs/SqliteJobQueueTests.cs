namespace IntelliAvatar.Server.Tests.Jobs;

public sealed class SqliteJobQueueTests() : JobQueueContract(new SqliteRoom());
