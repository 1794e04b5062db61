using System.Text.Json;
using System.Text.Unicode;
using Fabric.Abstractions.Ids;

namespace Fabric.Edge.Lanyard.Socket;

/// <summary>Reads a client's message (lanyard.md §1.4 to §1.8). Of a key that comes twice the last counts.</summary>
internal static class LanyardCommandParser
{
    private const int Initialize = 2;
    private const int Heartbeat = 3;
    private const int Unsubscribe = 4;

    /// <summary>Deeper JSON counts as malformed.</summary>
    private const int MaxDepth = 1024;

    private static readonly JsonReaderOptions Strict = new() { MaxDepth = MaxDepth };

    /// <summary>Reads one message, text or binary alike.</summary>
    public static LanyardCommand Parse(ReadOnlySpan<byte> message)
    {
        try
        {
            return Utf8.IsValid(message) && TryReadEnvelope(message, out var op, out var data)
                ? Parse(op, data)
                : new LanyardCommand.Violation(LanyardClose.InvalidPayload);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The reader reports a lone surrogate escape as an invalid operation.
            return new LanyardCommand.Violation(LanyardClose.InvalidPayload);
        }
    }

    private static LanyardCommand Parse(int? op, ReadOnlySpan<byte> data) => op switch
    {
        Initialize => ParseInitialize(data),
        Heartbeat => LanyardCommand.None.Instance,
        Unsubscribe => ParseUnsubscribe(data),
        _ => new LanyardCommand.Violation(LanyardClose.UnknownOpcode),
    };

    /// <summary>Reads the whole message, so that what is malformed anywhere is refused. False unless it is an object.</summary>
    private static bool TryReadEnvelope(ReadOnlySpan<byte> message, out int? op, out ReadOnlySpan<byte> data)
    {
        op = null;
        data = default;
        var reader = new Utf8JsonReader(message, Strict);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isOp = reader.ValueTextEquals("op"u8);
            var isData = reader.ValueTextEquals("d"u8);
            var value = ReadValue(ref reader, message);
            if (isOp)
            {
                op = ReadOpcode(value);
            }
            else if (isData)
            {
                data = value;
            }
        }

        return !reader.Read();
    }

    private static ReadOnlySpan<byte> ReadValue(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> message)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return message[start..(int)reader.BytesConsumed];
    }

    /// <summary>Only an integer token will do: not <c>2.0</c>, not <c>2e0</c>, not <c>"2"</c>.</summary>
    private static int? ReadOpcode(ReadOnlySpan<byte> value) =>
        value is [var digit] && char.IsAsciiDigit((char)digit) ? digit - '0' : null;

    private static LanyardCommand ParseInitialize(ReadOnlySpan<byte> data)
    {
        var keys = SubscriptionKeys.Read(data, "subscribe_to_ids"u8, "subscribe_to_id"u8, "subscribe_to_all"u8);
        if (!keys.HasAny)
        {
            return new LanyardCommand.Violation(LanyardClose.RequiresDataObject);
        }

        if (!keys.Ids.IsEmpty)
        {
            return IsStructure(keys.Ids)
                ? new LanyardCommand.SubscribeToMany(ReadIds(keys.Ids))
                : new LanyardCommand.Violation(LanyardClose.InvalidPayload);
        }

        if (!keys.Id.IsEmpty)
        {
            return new LanyardCommand.SubscribeToOne(ReadId(keys.Id));
        }

        return IsTrue(keys.All) ? LanyardCommand.SubscribeToAll.Instance : new LanyardCommand.Violation(LanyardClose.InvalidPayload);
    }

    private static LanyardCommand ParseUnsubscribe(ReadOnlySpan<byte> data)
    {
        var keys = SubscriptionKeys.Read(data, "unsubscribe_from_ids"u8, "unsubscribe_from_id"u8, "unsubscribe_from_all"u8);
        if (keys.Ids is [(byte)'[', ..])
        {
            return new LanyardCommand.Unsubscribe(ReadIds(keys.Ids));
        }

        if (!keys.Id.IsEmpty)
        {
            return ReadId(keys.Id) is { } user ? new LanyardCommand.Unsubscribe([user]) : LanyardCommand.None.Instance;
        }

        return IsTrue(keys.All) ? LanyardCommand.UnsubscribeFromAll.Instance : LanyardCommand.None.Instance;
    }

    /// <summary>Lanyard walks an object as if it were an array, and finds no id in it.</summary>
    private static bool IsStructure(ReadOnlySpan<byte> value) => value is [(byte)'[' or (byte)'{', ..];

    private static bool IsTrue(ReadOnlySpan<byte> value) => value.SequenceEqual("true"u8);

    private static List<UserId> ReadIds(ReadOnlySpan<byte> structure)
    {
        var users = new List<UserId>();
        var reader = new Utf8JsonReader(structure, Strict);
        reader.Read();
        while (reader.TokenType != JsonTokenType.StartObject && reader.Read())
        {
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                reader.Skip();
            }
            else if (reader.TokenType == JsonTokenType.String && UserId.TryParse(reader.GetString(), out var user))
            {
                users.Add(user);
            }
        }

        return users;
    }

    private static UserId? ReadId(ReadOnlySpan<byte> value)
    {
        var reader = new Utf8JsonReader(value, Strict);
        return reader.Read() && reader.TokenType == JsonTokenType.String && UserId.TryParse(reader.GetString(), out var user) ? user : null;
    }
}
