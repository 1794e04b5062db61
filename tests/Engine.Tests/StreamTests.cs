using Fabric.Engine.Tests.Contract;

namespace Fabric.Engine.Tests;

public sealed class StreamTests(EngineFixture engine) : StreamContract(engine);
