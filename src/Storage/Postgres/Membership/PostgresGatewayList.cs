using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;
using Orleans.Runtime;

namespace Fabric.Storage.Postgres.Membership;

/// <summary>Tells clients which active silos serve them.</summary>
internal sealed class PostgresGatewayList(PostgresDatabase database, IOptions<ClusterOptions> cluster, IOptions<GatewayOptions> options)
    : IGatewayListProvider
{
    public TimeSpan MaxStaleness => options.Value.GatewayListRefreshPeriod;

    public bool IsUpdatable => true;

    public Task InitializeGatewayListProvider() => database.PrepareAsync(CancellationToken.None);

    public async Task<IList<Uri>> GetGateways()
    {
        await using var command = database.Source.CreateCommand(MembershipSql.Gateways).With(cluster.Value.ClusterId, (int)SiloStatus.Active);
        await using var reader = await command.ExecuteReaderAsync();
        var gateways = new List<Uri>();
        while (await reader.ReadAsync())
        {
            var endpoint = new IPEndPoint(IPAddress.Parse(reader.GetString(0)), reader.GetInt32(1));
            gateways.Add(new Uri($"gwy.tcp://{endpoint}/{reader.GetInt32(2)}"));
        }

        return gateways;
    }
}
