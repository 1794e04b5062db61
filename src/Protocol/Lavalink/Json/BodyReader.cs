using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Fabric.Protocol.Json;

namespace Fabric.Protocol.Lavalink.Json;

/// <summary>
/// Steps through a body. Every value that is asked for is there, of its kind and in its range (lavalink.md §2.1), or a
/// <see cref="LavalinkBodyException" /> tells which is not.
/// </summary>
internal ref struct BodyReader(ReadOnlySpan<byte> body)
{
    private const int DeepestNesting = 64;

    private readonly ReadOnlySpan<byte> _body = body;
    private Utf8JsonReader _json = new(body, new JsonReaderOptions { MaxDepth = DeepestNesting });
    private ReadOnlySpan<byte> _key;

    /// <summary>Enters an object; <see cref="NextKey" /> gives its keys.</summary>
    public void BeginObject() => Expect(BeginObjectOrNull(), "must not be null");

    /// <summary>Enters an object. False where there is null instead.</summary>
    public bool BeginObjectOrNull()
    {
        _json.Read();
        Expect(_json.TokenType is JsonTokenType.StartObject or JsonTokenType.Null, "must be an object");
        return _json.TokenType == JsonTokenType.StartObject;
    }

    /// <summary>The next key of the object that was entered last and not left. Null leaves it.</summary>
    public string? NextKey()
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.EndObject)
        {
            return null;
        }

        _key = _json.ValueSpan;
        return _json.GetString();
    }

    /// <summary>Enters an array; <see cref="NextObject" /> gives its elements.</summary>
    public void BeginArray()
    {
        _json.Read();
        Expect(_json.TokenType == JsonTokenType.StartArray, "must be an array");
    }

    /// <summary>Enters the next object of an array; nulls in it are passed over. False leaves the array.</summary>
    public bool NextObject()
    {
        while (_json.Read() && _json.TokenType == JsonTokenType.Null)
        {
        }

        Expect(_json.TokenType is JsonTokenType.StartObject or JsonTokenType.EndArray, "must be an array of objects");
        return _json.TokenType == JsonTokenType.StartObject;
    }

    /// <summary>An array of strings.</summary>
    public ImmutableArray<string> Texts()
    {
        BeginArray();
        var texts = ImmutableArray.CreateBuilder<string>();
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            Expect(_json.TokenType == JsonTokenType.String, "must be an array of strings");
            texts.Add(_json.GetString()!);
        }

        return texts.DrainToImmutable();
    }

    public string Text()
    {
        _json.Read();
        Expect(_json.TokenType == JsonTokenType.String, "must be a string");
        return _json.GetString()!;
    }

    public string? TextOrNull()
    {
        _json.Read();
        Expect(_json.TokenType is JsonTokenType.String or JsonTokenType.Null, "must be a string or null");
        return _json.GetString();
    }

    public bool Boolean()
    {
        _json.Read();
        var isTrue = _json.TokenType == JsonTokenType.True || (_json.TokenType == JsonTokenType.String && _json.ValueTextEquals("true"u8));
        var isFalse = _json.TokenType == JsonTokenType.False || (_json.TokenType == JsonTokenType.String && _json.ValueTextEquals("false"u8));
        Expect(isTrue || isFalse, "must be true or false");
        return isTrue;
    }

    public int Int32()
    {
        var number = Number();
        Expect(Utf8Parser.TryParse(number, out int value, out var used) && used == number.Length, "must be an integer of 32 bits");
        return value;
    }

    public long Int64()
    {
        var number = Number();
        Expect(Utf8Parser.TryParse(number, out long value, out var used) && used == number.Length, "must be an integer of 64 bits");
        return value;
    }

    public long? Int64OrNull()
    {
        var ahead = _json;
        if (ahead.Read() && ahead.TokenType == JsonTokenType.Null)
        {
            _json = ahead;
            return null;
        }

        return Int64();
    }

    public float Single()
    {
        var number = Number();
        var parsed = Utf8Parser.TryParse(number, out float value, out var used);
        Expect(parsed && used == number.Length && float.IsFinite(value), "must be a number of 32 bits");
        return value;
    }

    public double Double()
    {
        var number = Number();
        var parsed = Utf8Parser.TryParse(number, out double value, out var used);
        Expect(parsed && used == number.Length && double.IsFinite(value), "must be a number of 64 bits");
        return value;
    }

    /// <summary>An object, byte for byte but for the space between its parts.</summary>
    public RawJson Object()
    {
        _json.Read();
        Expect(_json.TokenType == JsonTokenType.StartObject, "must be an object");
        return Rest();
    }

    /// <summary>Any value, byte for byte but for the space between its parts.</summary>
    public RawJson Any()
    {
        _json.Read();
        return Rest();
    }

    /// <summary>Passes over a value, and gives what it is given: for keys that nobody knows.</summary>
    public T Ignore<T>(T unchanged)
    {
        _json.Skip();
        return unchanged;
    }

    /// <summary>The value of a key that has to be in the object that was just left.</summary>
    public readonly T Required<T>(Optional<T> value, string key) => value.TryGet(out var present)
        ? present
        : throw new LavalinkBodyException($"'{key}' is missing (before byte {_json.BytesConsumed}).");

    /// <summary>Nothing follows.</summary>
    public void End() => Expect(!_json.Read(), "must be followed by nothing");

    private readonly void Expect(bool holds, string what)
    {
        if (!holds)
        {
            throw new LavalinkBodyException($"'{Encoding.UTF8.GetString(_key)}' {what} (at byte {_json.TokenStartIndex}).");
        }
    }

    /// <summary>The value that begins with the token just read.</summary>
    private RawJson Rest()
    {
        var start = (int)_json.TokenStartIndex;
        _json.Skip();
        return new RawJson(JsonSpace.Without(_body[start..(int)_json.BytesConsumed]));
    }

    /// <summary>The digits of a number, which may be quoted. A quoted plus sign is no number's.</summary>
    private ReadOnlySpan<byte> Number()
    {
        _json.Read();
        var isNumber = _json.TokenType == JsonTokenType.Number
            || (_json.TokenType == JsonTokenType.String && !_json.ValueIsEscaped && _json.ValueSpan is not [(byte)'+', ..]);
        Expect(isNumber, "must be a number");
        return _json.ValueSpan;
    }
}
