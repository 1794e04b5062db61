using Fabric.Protocol.Lavalink;

namespace Fabric.Edge.Lavalink.Rest;

/// <summary>
/// What is wrong with a request to change a player before anything is changed: the checks 1 and 3 to 7 of lavalink.md §2.4, in their order.
/// Check 2, whether there is such a session, comes between them and is the cluster's.
/// </summary>
/// <param name="isFilterEnabled">Whether a filter may be used.</param>
internal sealed class PlayerUpdateRules(Func<string, bool> isFilterEnabled)
{
    /// <summary>Check 1: the body as a request.</summary>
    /// <exception cref="LavalinkBodyException">It is none.</exception>
    public static PlayerUpdate Read(ReadOnlySpan<byte> body) => LavalinkReader.ReadPlayerUpdate(body);

    /// <summary>The message of the first of checks 3 to 7 that refuses the request; null where none does.</summary>
    public string? FindRefusal(PlayerUpdate update)
    {
        var hasTrack = update.Track.TryGet(out var track);
        if (hasTrack && (update.EncodedTrack.IsPresent || update.Identifier.IsPresent))
        {
            return "Cannot specify both track and encodedTrack/identifier";
        }

        if (hasTrack ? track!.Encoded.IsPresent && track.Identifier.IsPresent : update.EncodedTrack.IsPresent && update.Identifier.IsPresent)
        {
            return "Cannot specify both encodedTrack and identifier";
        }

        var disabled = update.NamedFilters.Where(name => !isFilterEnabled(name)).ToArray();
        if (disabled.Length > 0)
        {
            return $"Following filters are disabled in the config: {string.Join(", ", disabled)}";
        }

        if (update.Voice.TryGet(out var voice) && !voice.IsComplete)
        {
            return "token, endpoint, sessionId and channelId must be provided in voice state";
        }

        return update.EndTime is { IsPresent: true, Value: <= 0 } ? "End time must be greater than 0" : null;
    }
}
