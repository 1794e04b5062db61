using System.Buffers.Text;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;
using Fabric.Grains.Json;

namespace Fabric.Grains.Ingest;

/// <summary>
/// Reads the observations out of Discord's dispatches (discord-gateway.md §6). The bytes are well-formed JSON of uncertain content:
/// entries without a readable id are left out, and never disturb the others; so is what is nested too deep to be kept. Everything returned is
/// copied.
/// </summary>
internal static class DispatchReader
{
    /// <summary>The members of GUILD_CREATE or GUILD_MEMBERS_CHUNK, each with the presence that stands beside them.</summary>
    public static IReadOnlyList<UserObservation> ReadMembers(ReadOnlyMemory<byte> data, ObservationKind kind)
    {
        var guild = new GuildId(ReadGuildId(data));
        if (guild.Value == 0)
        {
            return [];
        }

        var presences = new Dictionary<ulong, ReadOnlyMemory<byte>>();
        foreach (var presence in RawJson.Objects(RawJson.Value(data, "presences"u8)))
        {
            if (TryReadUser(presence, out var user) && !RawJson.IsTooDeep(presence))
            {
                presences[user.Id] = presence;
            }
        }

        var observations = new List<UserObservation>();
        foreach (var member in RawJson.Objects(RawJson.Value(data, "members"u8)))
        {
            if (!TryReadUser(member, out var user) || RawJson.IsTooDeep(user.Json))
            {
                continue;
            }

            observations.Add(new UserObservation(new UserId(user.Id), new PresenceObservation
            {
                Kind = kind,
                Guild = guild,
                User = user.Json.ToArray(),
                Presence = presences.TryGetValue(user.Id, out var presence) ? presence.ToArray() : default,
            }));
        }

        return observations;
    }

    /// <summary>The observation of PRESENCE_UPDATE, GUILD_MEMBER_UPDATE or GUILD_MEMBER_REMOVE; null where there is nothing to be kept.</summary>
    public static UserObservation? ReadOne(ReadOnlyMemory<byte> data, ObservationKind kind)
    {
        if (!TryReadUser(data, out var user) || (kind != ObservationKind.Left && RawJson.IsTooDeep(data)))
        {
            return null;
        }

        return new UserObservation(new UserId(user.Id), new PresenceObservation
        {
            Kind = kind,
            Guild = new GuildId(ReadGuildId(data)),
            User = kind == ObservationKind.UserChanged ? user.Json.ToArray() : default,
            Presence = kind == ObservationKind.PresenceChanged ? data.ToArray() : default,
        });
    }

    /// <summary>The user's id of a member event; 0 where there is none.</summary>
    public static ulong ReadUserId(ReadOnlyMemory<byte> data) => TryReadUser(data, out var user) ? user.Id : 0;

    /// <summary>The guild of an event: <c>guild_id</c>, or <c>id</c> where the event is the guild; 0 where there is none.</summary>
    public static ulong ReadGuildId(ReadOnlyMemory<byte> data)
    {
        var id = ReadSnowflake(RawJson.Value(data, "guild_id"u8));
        return id != 0 ? id : ReadSnowflake(RawJson.Value(data, "id"u8));
    }

    /// <summary>How many members a GUILD_CREATE says that the guild has; a very large number where it does not.</summary>
    public static int ReadMemberCount(ReadOnlyMemory<byte> data) =>
        Utf8Parser.TryParse(RawJson.Value(data, "member_count"u8).Span, out int count, out _) && count > 0 ? count : int.MaxValue;

    /// <summary>Whether an event's guild is only out of reach: <c>unavailable</c> is true.</summary>
    public static bool IsUnavailable(ReadOnlyMemory<byte> data) => RawJson.Value(data, "unavailable"u8).Span.SequenceEqual("true"u8);

    /// <summary>An id, as text or as a number; 0 where there is none.</summary>
    public static ulong ReadSnowflake(ReadOnlyMemory<byte> value)
    {
        var digits = value.Span.Trim((byte)'"');
        return Utf8Parser.TryParse(digits, out ulong id, out var read) && read == digits.Length ? id : 0;
    }

    private static bool TryReadUser(ReadOnlyMemory<byte> holder, out (ulong Id, ReadOnlyMemory<byte> Json) user)
    {
        var json = RawJson.Value(holder, "user"u8);
        user = (ReadSnowflake(RawJson.Value(json, "id"u8)), json);
        return user.Id != 0;
    }
}
