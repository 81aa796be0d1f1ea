namespace IntelliAvatar.Server.Tests.Jobs;

public sealed class PostgresJobQueueTests() : JobQueueContract(new PostgresRoom());
