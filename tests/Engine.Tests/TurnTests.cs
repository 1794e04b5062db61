using Fabric.Engine.Tests.Contract;

namespace Fabric.Engine.Tests;

public sealed class TurnTests(EngineFixture engine) : TurnContract(engine);
