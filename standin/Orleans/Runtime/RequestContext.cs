namespace Orleans.Runtime;

/// <summary>What goes along with what is done, to tell the engine of it. Here it stays in the process: calls do not take it along.</summary>
public static class RequestContext
{
    private static readonly AsyncLocal<Dictionary<string, object>?> Current = new();

    /// <summary>Sets a value, for what is done from here on.</summary>
    public static void Set(string key, object value) => Current.Value = new Dictionary<string, object>(Current.Value ?? [], StringComparer.Ordinal) { [key] = value };

    /// <summary>A value; null where none is set.</summary>
    public static object? Get(string key) => Current.Value?.GetValueOrDefault(key);
}
