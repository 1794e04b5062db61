namespace Fabric.FakeDiscord.Model;

/// <summary>A script named something that the world does not hold.</summary>
public sealed class UnknownEntityException(string kind, Snowflake id) : Exception($"The fake Discord has no {kind} {id}.");
