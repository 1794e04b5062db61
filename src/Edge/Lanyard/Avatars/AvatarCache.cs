namespace Fabric.Edge.Lanyard.Avatars;

/// <summary>Keeps answers of the CDN within a bound of memory; what was not asked for the longest goes first. Not thread-safe.</summary>
/// <param name="mostBytes">The bound, in bytes.</param>
internal sealed class AvatarCache(long mostBytes)
{
    private readonly Dictionary<string, LinkedListNode<(string Path, Avatar Avatar)>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Path, Avatar Avatar)> _byUse = [];

    /// <summary>The memory taken, in bytes.</summary>
    public long Bytes { get; private set; }

    public Avatar? Find(string path)
    {
        if (!_entries.TryGetValue(path, out var entry))
        {
            return null;
        }

        _byUse.Remove(entry);
        _byUse.AddLast(entry);
        return entry.Value.Avatar;
    }

    /// <summary>Keeps an answer in place of an older one. One that is larger than the bound is not kept.</summary>
    public void Keep(string path, Avatar avatar)
    {
        Drop(path);
        if (avatar.Weight > mostBytes)
        {
            return;
        }

        _entries[path] = _byUse.AddLast((path, avatar));
        Bytes += avatar.Weight;
        while (Bytes > mostBytes)
        {
            Drop(_byUse.First!.Value.Path);
        }
    }

    public void Drop(string path)
    {
        if (_entries.Remove(path, out var entry))
        {
            _byUse.Remove(entry);
            Bytes -= entry.Value.Avatar.Weight;
        }
    }
}
