namespace Fabric.Media.Containers.Playlists;

/// <summary>A text whose first line is a link.</summary>
internal sealed class PlainListProbe : IContainerProbe
{
    private static readonly string[] Beginnings = ["http://", "https://", "icy://"];

    public async ValueTask<ProbeResult?> ProbeAsync(ProbeContext context, CancellationToken cancellationToken) =>
        await PlaylistText.BeginsWithAsync(context.Input, Beginnings, cancellationToken)
            ? new ProbeResult.Reference((await PlaylistText.ReadLinesAsync(context.Input, cancellationToken))[0], null)
            : null;
}
