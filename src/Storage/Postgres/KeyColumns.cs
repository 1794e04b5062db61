using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Fabric.Storage.Postgres;

/// <summary>Keys of records as the columns of a statement's first three parameters.</summary>
internal sealed class KeyColumns
{
    private readonly List<string> _types = [];
    private readonly List<string> _names = [];
    private readonly List<string> _keys = [];

    public int Count => _types.Count;

    public void Add(in RecordKey key)
    {
        _types.Add(Encoding.UTF8.GetString(key.Grain.Type.AsSpan()));
        _names.Add(key.StateName);
        _keys.Add(Encoding.UTF8.GetString(key.Grain.Key.AsSpan()));
    }

    public void AddTo(NpgsqlParameterCollection parameters)
    {
        parameters.Add(Column(_types, NpgsqlDbType.Text));
        parameters.Add(Column(_names, NpgsqlDbType.Text));
        parameters.Add(Column(_keys, NpgsqlDbType.Text));
    }

    /// <summary>A parameter that holds one element for each record.</summary>
    public static NpgsqlParameter Column<T>(List<T> values, NpgsqlDbType type) =>
        new NpgsqlParameter<T[]> { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | type };
}
