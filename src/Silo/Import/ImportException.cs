namespace Fabric.Silo.Import;

/// <summary>An import cannot go on: the message is the line to print before exiting with status 1.</summary>
internal sealed class ImportException(string message, Exception? cause = null) : Exception(message, cause);
