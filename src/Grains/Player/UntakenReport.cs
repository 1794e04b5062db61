using Fabric.Abstractions.Sessions;
using Orleans;

namespace Fabric.Grains.Player;

/// <summary>Events that a session is not known to have taken, as stored with their player: whoever has the player next tells them first.</summary>
[GenerateSerializer, Alias("fabric.UntakenReport")]
public sealed class UntakenReport
{
    /// <summary>The epoch in which they happened.</summary>
    [Id(0)]
    public long Epoch { get; set; }

    /// <summary>The number of their report in that epoch: by it a session knows one that it took.</summary>
    [Id(1)]
    public long Number { get; set; }

    /// <summary>The events, in order, as UTF-8.</summary>
    [Id(2)]
    public List<ReadOnlyMemory<byte>> Events { get; set; } = [];

    internal PlayerReport ToReport(bool isPlaying) =>
        new(Epoch, Number, isPlaying, [.. Events.Select(static json => new PlayerMessage(IsEvent: true, json))]);
}
