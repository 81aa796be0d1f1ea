using IntelliAvatar.Server.Tests.Support;

namespace IntelliAvatar.Server.Tests.Jobs.Simulation;

public sealed class PostgresSimulationTests() : SimulationContract(new PostgresRoom(Sandbox.InMemory()) { Limits = Limits }, seeds: 4);
