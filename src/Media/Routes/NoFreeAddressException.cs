namespace Fabric.Media.Routes;

/// <summary>All outgoing addresses are failing or excluded.</summary>
public sealed class NoFreeAddressException() : Exception("No outgoing address is free: all are failing or excluded.");
