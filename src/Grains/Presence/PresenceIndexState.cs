using Orleans;

namespace Fabric.Grains.Presence;

/// <summary>What is stored of one partition.</summary>
[GenerateSerializer, Alias("fabric.PresenceIndexState")]
public sealed class PresenceIndexState
{
    /// <summary>The version of the stored record's form.</summary>
    public const int FormatVersion = 1;

    /// <summary>The monitored users, each with the guilds of ours that the user is in.</summary>
    [Id(0)]
    public Dictionary<ulong, ulong[]> Users { get; set; } = [];

    /// <summary>Whether that is news.</summary>
    public bool Join(ulong user, ulong guild)
    {
        var guilds = Users.GetValueOrDefault(user, []);
        if (guilds.Contains(guild))
        {
            return false;
        }

        Users[user] = [.. guilds, guild];
        return true;
    }

    /// <summary>Whether that is news. A user without guilds is dropped.</summary>
    public bool Leave(ulong user, ulong guild)
    {
        if (!Users.TryGetValue(user, out var guilds) || !guilds.Contains(guild))
        {
            return false;
        }

        if (guilds.Length == 1)
        {
            Users.Remove(user);
        }
        else
        {
            Users[user] = [.. guilds.Where(other => other != guild)];
        }

        return true;
    }
}
