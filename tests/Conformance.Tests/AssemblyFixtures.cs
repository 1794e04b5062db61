using Fabric.Conformance.Tests.Scripts;

[assembly: AssemblyFixture(typeof(NodePackages))]
