namespace Fabric.Media.Containers.Playlists;

/// <summary>A list in the form of an INI file: <c>File1=</c>, <c>Title1=</c>.</summary>
internal sealed class PlsProbe : IContainerProbe
{
    private static readonly string[] Beginnings = ["[playlist]"];

    public async ValueTask<ProbeResult?> ProbeAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        if (!await PlaylistText.BeginsWithAsync(context.Input, Beginnings, cancellationToken))
        {
            return null;
        }

        var entries = (await PlaylistText.ReadLinesAsync(context.Input, cancellationToken)).Select(Entry).ToArray();
        var file = entries.FirstOrDefault(static entry => HasNumber(entry.Key, "File") && PlaylistText.IsLink(entry.Value));
        if (file.Key is null)
        {
            throw ProbeResult.Unusable(PlaylistText.NoLinks);
        }

        var title = entries.FirstOrDefault(entry => string.Equals(entry.Key, "Title" + file.Key["File".Length..], StringComparison.OrdinalIgnoreCase));
        return new ProbeResult.Reference(file.Value, title.Value);
    }

    private static (string Key, string Value) Entry(string line)
    {
        var equals = line.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? ("", "") : (line[..equals].TrimEnd(), line[(equals + 1)..].TrimStart());
    }

    private static bool HasNumber(string key, string name) =>
        key.StartsWith(name, StringComparison.OrdinalIgnoreCase) && key.Length > name.Length && key[name.Length..].All(char.IsAsciiDigit);
}
