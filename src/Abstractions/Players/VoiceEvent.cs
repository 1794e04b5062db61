using Orleans;

namespace Fabric.Abstractions.Players;

/// <summary>What a voice connection tells.</summary>
/// <param name="Kind">What has happened.</param>
/// <param name="Code">Of a closed one: the code.</param>
/// <param name="Reason">Of a closed one: in words; empty without.</param>
/// <param name="IsByRemote">Of a closed one: whether Discord closed it.</param>
[GenerateSerializer, Immutable, Alias("fabric.VoiceEvent")]
public sealed record VoiceEvent(
    [property: Id(0)] VoiceEventKind Kind,
    [property: Id(1)] int Code = 0,
    [property: Id(2)] string Reason = "",
    [property: Id(3)] bool IsByRemote = false);
