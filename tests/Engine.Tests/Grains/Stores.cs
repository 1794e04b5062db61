namespace Fabric.Engine.Tests.Grains;

internal static class Stores
{
    public const string Main = "main";
    public const string Streams = "streams";
}
