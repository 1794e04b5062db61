using Fabric.Abstractions.Ids;

namespace Fabric.Edge.Lanyard.Socket;

/// <summary>What a client's message asks for.</summary>
internal abstract record LanyardCommand
{
    /// <summary>Nothing: a heartbeat, or an Unsubscribe that names nothing.</summary>
    public sealed record None : LanyardCommand
    {
        public static None Instance { get; } = new();
    }

    /// <summary>Initialize for one user, who may be an impossible one.</summary>
    public sealed record SubscribeToOne(UserId? User) : LanyardCommand;

    /// <summary>Initialize for several users; impossible ones are left out.</summary>
    public sealed record SubscribeToMany(IReadOnlyList<UserId> Users) : LanyardCommand;

    /// <summary>Initialize for everybody.</summary>
    public sealed record SubscribeToAll : LanyardCommand
    {
        public static SubscribeToAll Instance { get; } = new();
    }

    /// <summary>Unsubscribe from some.</summary>
    public sealed record Unsubscribe(IReadOnlyList<UserId> Users) : LanyardCommand;

    /// <summary>Unsubscribe from everybody, those subscribed to by id included.</summary>
    public sealed record UnsubscribeFromAll : LanyardCommand
    {
        public static UnsubscribeFromAll Instance { get; } = new();
    }

    /// <summary>A breach of the protocol.</summary>
    public sealed record Violation(LanyardClose Close) : LanyardCommand;
}
