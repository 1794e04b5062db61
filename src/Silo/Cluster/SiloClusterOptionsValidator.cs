using System.Net;
using Fabric.Storage;
using Microsoft.Extensions.Options;

namespace Fabric.Silo.Cluster;

/// <summary>Refuses settings of the cluster that cannot work, naming the setting, its value and the limit.</summary>
internal sealed class SiloClusterOptionsValidator(IConfiguration configuration) : IValidateOptions<SiloClusterOptions>
{
    private const int HighestPort = 65535;
    private const int MostMissedProbes = 10;
    private static readonly TimeSpan ShortestProbe = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(30);

    public ValidateOptionsResult Validate(string? name, SiloClusterOptions options)
    {
        var failures = Check(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private IEnumerable<string> Check(SiloClusterOptions options) =>
        [.. CheckAddresses(options), .. CheckPorts(options), .. CheckRoles(options.Roles), .. CheckProbes(options)];

    private static IEnumerable<string> CheckAddresses(SiloClusterOptions options)
    {
        if (options.AdvertisedAddress.Length > 0 && !IsOneAddress(options.AdvertisedAddress))
        {
            yield return $"Cluster:AdvertisedAddress is '{options.AdvertisedAddress}'; it must be an IP address at which the other processes reach this one.";
        }

        if (options.ListenAddress.Length > 0 && options.ListenAddress != "*" && !IsOneAddress(options.ListenAddress))
        {
            yield return $"Cluster:ListenAddress is '{options.ListenAddress}'; it must be an IP address of this machine, or '*' for all of them.";
        }
    }

    private static bool IsOneAddress(string text) =>
        IPAddress.TryParse(text, out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any);

    private static IEnumerable<string> CheckPorts(SiloClusterOptions options)
    {
        foreach (var (setting, port) in new[] { ("SiloPort", options.SiloPort), ("GatewayPort", options.GatewayPort) })
        {
            if (port is < 0 or > HighestPort)
            {
                yield return $"Cluster:{setting} is {port}; it must be a TCP port from 0 (any that is free) to {HighestPort}.";
            }
        }

        if (options.SiloPort == options.GatewayPort && options.SiloPort != 0)
        {
            yield return $"Cluster:SiloPort and Cluster:GatewayPort are both {options.SiloPort}; they must differ.";
        }
    }

    private IEnumerable<string> CheckRoles(string text)
    {
        var roles = SiloRoles.Parse(text);
        var known = string.Join(", ", SiloRoles.All);
        if (roles.Length == 0 || roles.Except(SiloRoles.All, StringComparer.Ordinal).Any())
        {
            yield return $"Cluster:Roles is '{text}'; it must be one or more of {known}, separated by commas.";
        }
        else if (!StorageChoice.Of(configuration).IsShared && SiloRoles.All.Except(roles, StringComparer.Ordinal).Any())
        {
            yield return $"Cluster:Roles is '{text}'; a fabric of one process must take all of {known}: leave it out, or set Storage:ConnectionString to a PostgreSQL database.";
        }
    }

    private static IEnumerable<string> CheckProbes(SiloClusterOptions options)
    {
        if (options.ProbeTimeout < ShortestProbe || options.ProbeTimeout > LongestProbe)
        {
            yield return $"Cluster:ProbeTimeout is {options.ProbeTimeout}; it must be from {ShortestProbe} to {LongestProbe}.";
        }

        if (options.MissedProbes is < 1 or > MostMissedProbes)
        {
            yield return $"Cluster:MissedProbes is {options.MissedProbes}; it must be from 1 to {MostMissedProbes}.";
        }
    }
}
