using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;
using Fabric.Protocol.Lavalink.Json;

namespace Fabric.Protocol.Lavalink;

/// <summary>
/// Reads bodies of requests as strictly as Lavalink does (lavalink.md §2.1): unknown keys are ignored, of a key that comes twice the last
/// counts. Nothing of the body's memory is kept.
/// </summary>
public static class LavalinkReader
{
    private delegate T Reading<T>(ref BodyReader body);

    /// <summary>The body of PATCH player.</summary>
    /// <exception cref="LavalinkBodyException">It is none.</exception>
    public static PlayerUpdate ReadPlayerUpdate(ReadOnlySpan<byte> body) => Read(body, PlayerUpdateBody.Read);

    /// <summary>Filters alone, as <see cref="LavalinkWriter" /> writes them.</summary>
    /// <exception cref="LavalinkBodyException">They are none.</exception>
    public static Filters ReadFilters(ReadOnlySpan<byte> json) => Read(json, static (ref BodyReader body) => FiltersBody.Read(ref body, out _));

    /// <summary>The body of PATCH session.</summary>
    /// <exception cref="LavalinkBodyException">It is none.</exception>
    public static SessionUpdate ReadSessionUpdate(ReadOnlySpan<byte> body) => Read(body, SessionUpdateBody.Read);

    /// <summary>The body of decodetracks: encoded tracks, perhaps none.</summary>
    /// <exception cref="LavalinkBodyException">It is no array of strings.</exception>
    public static ImmutableArray<string> ReadEncodedTracks(ReadOnlySpan<byte> body) => Read(body, static (ref BodyReader body) => body.Texts());

    /// <summary>The body of the route planner's free/address: the address.</summary>
    /// <exception cref="LavalinkBodyException">It is none.</exception>
    public static string ReadAddress(ReadOnlySpan<byte> body) => Read(body, AddressBody.Read);

    private static T Read<T>(ReadOnlySpan<byte> body, Reading<T> read)
    {
        // The reader of the platform looks at strings only when they are asked for.
        if (!Utf8.IsValid(body))
        {
            throw new LavalinkBodyException("The body is not UTF-8.");
        }

        try
        {
            var reader = new BodyReader(body);
            var value = read(ref reader);
            reader.End();
            return value;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The platform reports half a character in an escaped string as an invalid operation.
            throw new LavalinkBodyException($"The body cannot be read: {exception.Message}", exception);
        }
    }
}
