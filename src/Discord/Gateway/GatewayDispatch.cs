namespace Fabric.Discord.Gateway;

/// <summary>One event, as Discord sent it.</summary>
/// <param name="EventName">For instance <c>PRESENCE_UPDATE</c>; the same instance each time for the names of <see cref="GatewayEventNames"/>.</param>
/// <param name="Sequence">Its number in the session.</param>
/// <param name="Data">
/// The bytes of <c>d</c>, well-formed JSON in valid UTF-8 (but a string may hold an escaped lone
/// surrogate, which <see cref="System.Text.Json.Utf8JsonReader.GetString"/> refuses). Valid until the task that the handler returned has completed: copy what is kept.
/// </param>
public readonly record struct GatewayDispatch(string EventName, long Sequence, ReadOnlyMemory<byte> Data);
