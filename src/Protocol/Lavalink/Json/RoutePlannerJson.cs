using System.Text.Json;
using Fabric.Protocol.Json;

namespace Fabric.Protocol.Lavalink.Json;

/// <summary>Route planners (lavalink.md §2.3). What differs between them are strings, numbers included.</summary>
internal static class RoutePlannerJson
{
    public static void Write(Utf8JsonWriter json, RoutePlanner planner)
    {
        json.WriteStartObject();
        json.WriteString("class"u8, planner.GetType().Name + "RoutePlanner");
        json.WriteStartObject("details"u8);
        Write(json, planner.Block);
        Write(json, planner.FailingAddresses);
        WriteOwn(json, planner);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IpBlock block)
    {
        json.WriteStartObject("ipBlock"u8);
        json.WriteString("type"u8, block.IsVersion6 ? "Inet6Address"u8 : "Inet4Address"u8);
        JsonText.WriteString(json, "size"u8, block.Size);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<FailingAddress> addresses)
    {
        json.WriteStartArray("failingAddresses"u8);
        foreach (var address in addresses)
        {
            json.WriteStartObject();
            JsonText.WriteString(json, "failingAddress"u8, address.Address);
            json.WriteNumber("failingTimestamp"u8, address.Timestamp);
            JsonText.WriteString(json, "failingTime"u8, address.Time);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOwn(Utf8JsonWriter json, RoutePlanner planner)
    {
        switch (planner)
        {
            case RoutePlanner.RotatingIp rotating:
                JsonText.WriteString(json, "rotateIndex"u8, rotating.RotateIndex);
                JsonText.WriteString(json, "ipIndex"u8, rotating.IpIndex);
                JsonText.WriteString(json, "currentAddress"u8, rotating.CurrentAddress);
                break;
            case RoutePlanner.NanoIp nano:
                JsonText.WriteString(json, "currentAddressIndex"u8, nano.CurrentAddressIndex);
                break;
            case RoutePlanner.RotatingNanoIp rotating:
                JsonText.WriteString(json, "blockIndex"u8, rotating.BlockIndex);
                JsonText.WriteString(json, "currentAddressIndex"u8, rotating.CurrentAddressIndex);
                break;
        }
    }
}
