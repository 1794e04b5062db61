using System.Runtime.CompilerServices;
using OrleansStandInGenerated.Fabric_Standin_Tests;

namespace Fabric.Standin.Tests.Codecs;

/// <summary>Sends values through the codecs of their declared types.</summary>
internal static class Wire
{
    public static byte[] Write<T>(T value)
    {
        using var writer = MessageWriter.Rent();
        Orleans.StandIn.Codecs.Get<T>().Write(writer, value);
        return writer.Written.ToArray();
    }

    public static T Read<T>(ReadOnlySpan<byte> bytes)
    {
        var reader = new MessageReader(bytes);
        var value = Orleans.StandIn.Codecs.Get<T>().Read(ref reader);
        reader.IsAtEnd.ShouldBeTrue();
        return value;
    }

    public static T RoundTrip<T>(T value) => Read<T>(Write(value));

    /// <summary>What a reader makes of the value that knows the type in another version.</summary>
    public static TReader Reread<TWriter, TReader>(TWriter value) => Read<TReader>(Write(value));

    public static T Copy<T>(T value) => Orleans.StandIn.Codecs.Get<T>().Copy(value);

    [ModuleInitializer]
    internal static void RegisterSamples() => Metadata_Fabric_Standin_Tests.Register(new GrainAssemblyBuilder());
}
