namespace Fabric.Silo.Import;

/// <summary>Something that was not imported. An API key is never shown.</summary>
internal sealed record ImportRefusal(string Item, string Reason);
