using System.ComponentModel;

namespace Orleans.StandIn;

/// <summary>The result of methods that return none.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct NoResult;
