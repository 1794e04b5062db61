namespace Fabric.Protocol.Lavalink;

/// <summary>What the server was built of (lavalink.md §2.3).</summary>
/// <param name="Branch">The branch.</param>
/// <param name="Commit">The commit, abbreviated.</param>
/// <param name="CommitTime">When it was made, in milliseconds since 1970.</param>
public sealed record GitInfo(string Branch, string Commit, long CommitTime);
