using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;
using Fabric.Edge.Lanyard.Hub;
using Fabric.Edge.Lanyard.Rest;
using Fabric.Edge.Presence;
using Microsoft.AspNetCore.Http;

namespace Fabric.Edge.Lanyard;

/// <summary>Serves what a user does with an API key: the own presence, and the key-value store (lanyard.md §2.2, §2.5).</summary>
internal sealed class LanyardUserFrontEnd(PresenceHub hub, IUserStore users, LanyardMetrics metrics)
{
    private const string Me = "@me";

    /// <summary>Serves the presence of the key's owner.</summary>
    public async Task ReadMeAsync(HttpContext context)
    {
        if (await FindOwnerAsync(context, Me) is not { } owner)
        {
            await LanyardResponse.WriteAsync(context, LanyardError.NoPermission);
            return;
        }

        await (await hub.GetAsync(owner) is { } presence
            ? LanyardResponse.WriteDataAsync(context, presence.Json, presence.Tag)
            : LanyardResponse.WriteAsync(context, LanyardError.UserNotMonitored));
    }

    /// <summary>Changes the store, as the method says. The key of the route is empty for the store as a whole.</summary>
    public async Task ChangeAsync(HttpContext context, LanyardRoute route)
    {
        if (await FindOwnerAsync(context, route.Argument) is not { } owner)
        {
            await LanyardResponse.WriteAsync(context, LanyardError.NoPermission);
            return;
        }

        var refusal = context.Request.Method switch
        {
            "PUT" => await PutAsync(context, owner, route.Key),
            "PATCH" => await MergeAsync(context, owner),
            _ => ErrorOf(await users.DeleteAsync(owner, route.Key), LanyardError.KeyLimit),
        };
        if (refusal is null)
        {
            await hub.CatchUpAsync(owner);
            LanyardResponse.WriteNothing(context);
        }
        else
        {
            metrics.OnRefused(refusal);
            await LanyardResponse.WriteAsync(context, refusal);
        }
    }

    private async Task<LanyardError?> PutAsync(HttpContext context, UserId owner, string key)
    {
        var (body, refusal) = await LanyardRequest.ReadBodyAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        return LanyardRequest.TextOf(body) is { } value
            ? ErrorOf(await users.PutAsync(owner, key, value), LanyardError.KeyLimit)
            : LanyardError.ValueNotText;
    }

    private async Task<LanyardError?> MergeAsync(HttpContext context, UserId owner)
    {
        var (body, refusal) = await LanyardRequest.ReadBodyAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        return LanyardRequest.PairsOf(body) is { } pairs
            ? ErrorOf(await users.MergeAsync(owner, pairs), LanyardError.MergeKeyLimit)
            : LanyardError.InvalidKeyValues;
    }

    /// <summary>The owner of the request's key, if the user of the path is that one; the header is the bare key.</summary>
    private async Task<UserId?> FindOwnerAsync(HttpContext context, string user)
    {
        var key = context.Request.Headers.Authorization is [{ Length: > 0 } first, ..] ? first : null;
        return key is not null && await users.FindOwnerAsync(key) is { } owner && (user == Me || user == owner.ToString()) ? owner : null;
    }

    private static LanyardError? ErrorOf(KeyValueOutcome outcome, LanyardError limit) => outcome switch
    {
        KeyValueOutcome.Done => null,
        KeyValueOutcome.NotMonitored => LanyardError.UserNotMonitored,
        KeyValueOutcome.TooManyKeys => limit,
        KeyValueOutcome.KeyTooLong => LanyardError.KeyTooLong,
        KeyValueOutcome.KeyInvalid => LanyardError.KeyInvalid,
        KeyValueOutcome.ValueTooLong => LanyardError.ValueTooLong,
        KeyValueOutcome.TooLarge => LanyardError.ValuesTooLarge,
        _ => throw new InvalidOperationException($"{outcome} has no answer."),
    };
}
