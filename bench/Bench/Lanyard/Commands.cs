using Fabric.Bench.Lanyard.Feed;

namespace Fabric.Bench.Lanyard;

/// <summary>What clients say to Lanyard's socket.</summary>
internal static class Commands
{
    public static string SubscribeToAll => """{"op":2,"d":{"subscribe_to_all":true}}""";

    public static string SubscribeTo(int user) => $$$"""{"op":2,"d":{"subscribe_to_id":"{{{FeedWorld.UserId(user)}}}"}}""";
}
