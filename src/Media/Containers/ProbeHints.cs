namespace Fabric.Media.Containers;

/// <summary>What is known of a file before its bytes are looked at (lavalink.md §7.4).</summary>
/// <param name="MimeType">The Content-Type, exactly as it was sent.</param>
/// <param name="Extension">The extension of a local file, without the dot.</param>
/// <param name="IsHttp">Whether the file comes from an http address, so that what a list in it names can be fetched.</param>
internal readonly record struct ProbeHints(string? MimeType = null, string? Extension = null, bool IsHttp = false)
{
    public bool Names(string mimeType, string extension) =>
        MimeType == mimeType || string.Equals(Extension, extension, StringComparison.OrdinalIgnoreCase);

    public bool NamesExtension(string extension) => string.Equals(Extension, extension, StringComparison.OrdinalIgnoreCase);
}
