namespace Orleans.Runtime.Cluster;

/// <summary>Which streams are listened to where.</summary>
[Alias("sys.streams")]
internal interface IStreamTarget : IGrainWithStringKey
{
    /// <summary>A silo's whole interest: of its grains and of the clients connected to it. Lower versions that come late are ignored.</summary>
    Task SetInterestAsync(SiloAddress silo, long version, List<string> streams);

    /// <summary>A client's whole interest; completes when every silo knows of it.</summary>
    Task SetClientInterestAsync(string client, List<string> streams);
}
