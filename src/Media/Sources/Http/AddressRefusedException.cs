namespace Fabric.Media.Sources.Http;

/// <summary>A host has no address that may be connected to.</summary>
internal sealed class AddressRefusedException(string host) : IOException($"{host} is no address of the Internet.");
