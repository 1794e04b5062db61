using System.Text.Json;
using Fabric.FakeDiscord.Model;

namespace Fabric.FakeDiscord.Rest;

/// <summary>A command that a user gave by a slash.</summary>
public sealed class FakeInteraction
{
    private object? _answer;

    internal FakeInteraction(Snowflake id, string token, long sentAt) => (Id, Token, SentAt) = (id, token, sentAt);

    public Snowflake Id { get; }

    public string Token { get; }

    /// <summary>The body of the bot's answer; undefined while there is none.</summary>
    public JsonElement Answer => Volatile.Read(ref _answer) is JsonElement answer ? answer : default;

    internal long SentAt { get; }

    /// <summary>False where it was answered before.</summary>
    internal bool TryAnswer(JsonElement body) => Interlocked.CompareExchange(ref _answer, body, null) is null;
}
