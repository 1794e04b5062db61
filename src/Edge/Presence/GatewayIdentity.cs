using Fabric.Abstractions.Ids;
using Fabric.Protocol;

namespace Fabric.Edge.Presence;

/// <summary>This process as the cluster knows it: another one each time that it starts.</summary>
internal sealed class GatewayIdentity(IRandomSource random)
{
    private const int Bytes = 16;

    /// <summary>The id.</summary>
    public GatewayId Id { get; } = Choose(random);

    private static GatewayId Choose(IRandomSource random)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        random.Fill(bytes);
        return new GatewayId(Convert.ToHexStringLower(bytes));
    }
}
