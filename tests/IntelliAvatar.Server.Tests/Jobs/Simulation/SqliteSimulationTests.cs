using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Jobs.Simulation;

public sealed class SqliteSimulationTests() : SimulationContract(new SqliteRoom(Sandbox.InMemory()) { Limits = Limits }, seeds: 40);
