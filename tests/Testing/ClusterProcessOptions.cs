namespace Fabric.Testing;

/// <summary>How the processes of one cluster on loopback are started: silos without an edge, and gateways, on ports that are free.</summary>
public sealed record ClusterProcessOptions
{
    /// <summary>A directory for what is not in the database.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The database, of this cluster alone.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>The bot's token.</summary>
    public required string BotToken { get; init; }

    /// <summary>Where Discord's REST API is, without the version.</summary>
    public required string DiscordApi { get; init; }

    /// <summary>A silo, with further settings that win.</summary>
    public FabricProcessOptions Silo(params string[] settings) => new()
    {
        DataDirectory = DataDirectory,
        BotToken = BotToken,
        DiscordApi = DiscordApi,
        Settings =
        [
            $"Storage:ConnectionString={ConnectionString}", "Edge:Enabled=false", "Cluster:SiloPort=0", "Cluster:GatewayPort=0", .. settings,
        ],
    };

    /// <summary>A gateway, with further settings that win.</summary>
    public FabricProcessOptions Gateway(params string[] settings) => new()
    {
        DataDirectory = DataDirectory,
        Assembly = "fabric-gateway.dll",
        ProgramDirectory = FabricProcess.BuiltDirectoryOf("Gateway"),
        Settings = [$"Storage:ConnectionString={ConnectionString}", .. settings],
    };
}
