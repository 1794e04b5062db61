namespace Fabric.Silo;

/// <summary>Why a command was refused, as JSON.</summary>
internal sealed record CommandFailure(string Error);
