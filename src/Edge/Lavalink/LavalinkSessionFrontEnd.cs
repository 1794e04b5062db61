using System.Buffers;
using System.Globalization;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Players;
using Fabric.Edge.Lavalink.Cluster;
using Fabric.Edge.Lavalink.Configuration;
using Fabric.Edge.Lavalink.Rest;
using Fabric.Protocol.Lavalink;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Fabric.Edge.Lavalink;

/// <summary>Serves sessions and their players (lavalink.md §2.2 to §2.4).</summary>
internal sealed class LavalinkSessionFrontEnd(ILavalinkCluster cluster, IOptions<LavalinkOptions> options)
{
    private readonly PlayerUpdateRules _rules = new(options.Value.IsFilterEnabled);

    /// <summary>PATCH <c>/v4/sessions/{s}</c>.</summary>
    public async Task<LavalinkAnswer> UpdateSessionAsync(LavalinkRequest request)
    {
        if (await request.ReadBodyAsync() is { } refusal)
        {
            return refusal;
        }

        var update = LavalinkReader.ReadSessionUpdate(request.Body.Span);
        if (!SessionId.TryParse(request.Route.Session, out var session) || await cluster.UpdateSessionAsync(session, update) is not { } info)
        {
            return LavalinkAnswer.SessionNotFound;
        }

        var json = new ArrayBufferWriter<byte>();
        LavalinkWriter.Write(json, info);
        return LavalinkAnswer.Of(json.WrittenMemory);
    }

    /// <summary>GET <c>/v4/sessions/{s}/players</c>. A player that ends meanwhile is left out.</summary>
    public async Task<LavalinkAnswer> ReadPlayersAsync(LavalinkRequest request)
    {
        if (!SessionId.TryParse(request.Route.Session, out var session) || await cluster.GetPlayersAsync(session) is not { } guilds)
        {
            return LavalinkAnswer.SessionNotFound;
        }

        var players = await Task.WhenAll(guilds.Select(guild => cluster.GetPlayerAsync(new PlayerId(session, guild))));
        var json = new ArrayBufferWriter<byte>();
        json.Write("["u8);
        foreach (var player in players.Where(static player => player.Status == StatusCodes.Status200OK))
        {
            json.Write(json.WrittenCount > 1 ? ","u8 : []);
            json.Write(player.Json.Span);
        }

        json.Write("]"u8);
        return LavalinkAnswer.Of(json.WrittenMemory);
    }

    /// <summary>GET <c>/v4/sessions/{s}/players/{g}</c>.</summary>
    public Task<LavalinkAnswer> ReadPlayerAsync(LavalinkRequest request) => OfPlayerAsync(request, cluster.GetPlayerAsync);

    /// <summary>DELETE <c>/v4/sessions/{s}/players/{g}</c>.</summary>
    public Task<LavalinkAnswer> DestroyPlayerAsync(LavalinkRequest request) => OfPlayerAsync(request, cluster.DestroyPlayerAsync);

    /// <summary>PATCH <c>/v4/sessions/{s}/players/{g}</c>: one call to the cluster, unless the request is refused before.</summary>
    public async Task<LavalinkAnswer> UpdatePlayerAsync(LavalinkRequest request)
    {
        if (ParseGuild(request.Route.Guild) is not { } guild)
        {
            return NoGuild(request.Route.Guild);
        }

        if (LavalinkQuery.ReadBoolean(request.Query("noReplace")) is not { } noReplace)
        {
            return LavalinkAnswer.BadRequest("noReplace must be true or false.");
        }

        if (await request.ReadBodyAsync() is { } refusal)
        {
            return refusal;
        }

        var update = PlayerUpdateRules.Read(request.Body.Span);
        if (!SessionId.TryParse(request.Route.Session, out var session))
        {
            return LavalinkAnswer.SessionNotFound;
        }

        if (_rules.FindRefusal(update) is { } message)
        {
            // A session that is not there comes before what is wrong with the request (lavalink.md §2.4, check 2).
            return await cluster.GetPlayersAsync(session) is null
                ? LavalinkAnswer.SessionNotFound
                : LavalinkAnswer.OfError(StatusCodes.Status400BadRequest, message);
        }

        return LavalinkAnswer.Of(await cluster.UpdatePlayerAsync(new PlayerId(session, guild), update, noReplace));
    }

    private static async Task<LavalinkAnswer> OfPlayerAsync(LavalinkRequest request, Func<PlayerId, Task<PlayerAnswer>> call)
    {
        if (ParseGuild(request.Route.Guild) is not { } guild)
        {
            return NoGuild(request.Route.Guild);
        }

        return SessionId.TryParse(request.Route.Session, out var session)
            ? LavalinkAnswer.Of(await call(new PlayerId(session, guild)))
            : LavalinkAnswer.SessionNotFound;
    }

    /// <summary>A signed decimal of 64 bits to Lavalink; no guild of Discord's is 0 or below.</summary>
    private static GuildId? ParseGuild(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var guild) && guild > 0 ? new GuildId((ulong)guild) : null;

    private static LavalinkAnswer NoGuild(string text) => LavalinkAnswer.BadRequest($"'{text}' is not the id of a guild.");
}
