using Fabric.Media.Sources.Http;

namespace Fabric.Media.Tests.Support;

/// <summary>Options of the http source for machines that are busy with other tests.</summary>
internal static class Patient
{
    public static HttpSourceOptions Options { get; } = new()
    {
        ConnectTimeout = TimeSpan.FromSeconds(30),
        ReadTimeout = TimeSpan.FromSeconds(30),
        LoadTimeout = TimeSpan.FromSeconds(60),
    };
}
