using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Fabric.Abstractions.Presence;

namespace Fabric.Edge.Lanyard.Avatars;

/// <summary>Where on Discord's CDN a user's avatar is (lanyard.md §2.7).</summary>
internal static class AvatarPath
{
    private const string Migrated = "0";
    private const string Animated = "a_";
    private const int LongestHash = 128;
    private const int DefaultsOfMigrated = 6;
    private const int DefaultsOfOthers = 5;
    private const int TimestampShift = 22;

    private static readonly SearchValues<char> HashCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>The path and query below the CDN's root. Nothing that Discord sent goes in unchecked.</summary>
    /// <param name="presence">The presence, which holds the user object.</param>
    /// <param name="extension">The format that is asked for; without an avatar of the user's own it is of no account.</param>
    public static string Of(PresenceSnapshot presence, string extension)
    {
        var (hash, discriminator) = Read(presence.Json.Span);
        if (hash is not { Length: > 0 and <= LongestHash } || hash.AsSpan().ContainsAnyExcept(HashCharacters))
        {
            return $"/embed/avatars/{DefaultOf(presence, discriminator)}.png";
        }

        var format = extension == "gif" && !hash.StartsWith(Animated, StringComparison.Ordinal) ? "jpg" : extension;
        return $"/avatars/{presence.User}/{hash}.{format}?size=1024";
    }

    /// <summary>A discriminator that is missing, or no number, is that of a user who has none any more.</summary>
    private static ulong DefaultOf(PresenceSnapshot presence, string? discriminator) =>
        discriminator != Migrated && ulong.TryParse(discriminator, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number % DefaultsOfOthers
            : (presence.User.Value >> TimestampShift) % DefaultsOfMigrated;

    private static (string? Hash, string? Discriminator) Read(ReadOnlySpan<byte> presence)
    {
        var json = new Utf8JsonReader(presence);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isUser = json.ValueTextEquals("discord_user"u8);
            json.Read();
            if (isUser)
            {
                return json.TokenType == JsonTokenType.StartObject ? ReadUser(ref json) : default;
            }

            json.Skip();
        }

        return default;
    }

    private static (string? Hash, string? Discriminator) ReadUser(ref Utf8JsonReader json)
    {
        (string? Hash, string? Discriminator) found = default;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("avatar"u8))
            {
                found.Hash = ReadText(ref json);
            }
            else if (json.ValueTextEquals("discriminator"u8))
            {
                found.Discriminator = ReadText(ref json);
            }
            else
            {
                json.Read();
                json.Skip();
            }
        }

        return found;
    }

    /// <summary>Null for anything but a plain string: what is escaped can be neither of the two.</summary>
    private static string? ReadText(ref Utf8JsonReader json)
    {
        json.Read();
        var text = json is { TokenType: JsonTokenType.String, ValueIsEscaped: false } ? json.GetString() : null;
        json.Skip();
        return text;
    }
}
