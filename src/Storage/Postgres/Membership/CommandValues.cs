using Npgsql;

namespace Fabric.Storage.Postgres.Membership;

/// <summary>The values of a statement's <c>$1</c>, <c>$2</c> …</summary>
internal static class CommandValues
{
    public static NpgsqlCommand With(this NpgsqlCommand command, params object[] values)
    {
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
