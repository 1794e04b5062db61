using System.Net;
using Npgsql;
using Orleans;
using Orleans.Runtime;

namespace Fabric.Storage.Postgres.Membership;

/// <summary>A silo's entry as the values of a row, and back.</summary>
internal static class MembershipRow
{
    /// <summary>The first column of a row; before it stand the table's version and tag.</summary>
    public const int First = 2;

    public static object[] KeyOf(SiloAddress silo) => [silo.Endpoint.Address.ToString(), silo.Endpoint.Port, silo.Generation];

    /// <summary>In the order of <see cref="MembershipSql.Insert" />.</summary>
    public static object[] ValuesOf(MembershipEntry entry)
    {
        var votes = entry.SuspectTimes ?? [];
        return
        [
            .. KeyOf(entry.SiloAddress),
            (int)entry.Status,
            entry.ProxyPort,
            entry.HostName ?? "",
            entry.SiloName ?? "",
            entry.RoleName ?? "",
            entry.UpdateZone,
            entry.FaultZone,
            Time(entry.StartTime),
            Time(entry.IAmAliveTime),
            votes.Select(static vote => vote.Item1.ToParsableString()).ToArray(),
            votes.Select(static vote => Time(vote.Item2)).ToArray(),
        ];
    }

    /// <summary>The engine's times are UTC, whatever their kind says.</summary>
    public static DateTime Time(DateTime time) => DateTime.SpecifyKind(time, DateTimeKind.Utc);

    public static Tuple<MembershipEntry, string> Read(NpgsqlDataReader row)
    {
        var column = First;
        var etag = ETags.ToText(row.GetInt64(column++));
        var address = IPAddress.Parse(row.GetString(column++));
        var entry = new MembershipEntry
        {
            SiloAddress = SiloAddress.New(new IPEndPoint(address, row.GetInt32(column++)), row.GetInt32(column++)),
            Status = (SiloStatus)row.GetInt32(column++),
            ProxyPort = row.GetInt32(column++),
            HostName = row.GetString(column++),
            SiloName = row.GetString(column++),
            RoleName = row.GetString(column++),
            UpdateZone = row.GetInt32(column++),
            FaultZone = row.GetInt32(column++),
            StartTime = row.GetDateTime(column++),
            IAmAliveTime = row.GetDateTime(column++),
        };
        var suspectors = row.GetFieldValue<string[]>(column++);
        var times = row.GetFieldValue<DateTime[]>(column);
        entry.SuspectTimes = [.. suspectors.Zip(times, static (silo, time) => Tuple.Create(SiloAddress.FromParsableString(silo), time))];
        return Tuple.Create(entry, etag);
    }
}
