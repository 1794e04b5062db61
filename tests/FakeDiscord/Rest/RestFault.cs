namespace Fabric.FakeDiscord.Rest;

/// <summary>An answer that replaces the real one.</summary>
internal sealed record RestFault(int Status, TimeSpan RetryAfter, bool Global);
