using System.Runtime.InteropServices;
using Orleans;

namespace Fabric.Abstractions.Sessions;

/// <summary>How many players a session has.</summary>
/// <param name="Players">All of them.</param>
/// <param name="Playing">Those that have a track and are not paused.</param>
[StructLayout(LayoutKind.Auto)]
[GenerateSerializer, Immutable, Alias("fabric.SessionCounts")]
public readonly record struct SessionCounts([property: Id(0)] int Players, [property: Id(1)] int Playing);
