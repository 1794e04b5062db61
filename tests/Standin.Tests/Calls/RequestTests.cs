using Fabric.Standin.Tests.Codecs;
using OrleansStandInGenerated.Fabric_Standin_Tests;

namespace Fabric.Standin.Tests.Calls;

public sealed class RequestTests
{
    private static readonly GrainMethod[] Methods =
    [
        .. typeof(Metadata_Fabric_Standin_Tests).Assembly.GetTypes()
            .Where(type => type.Name.StartsWith("Request_", StringComparison.Ordinal) && type.Name.Contains("_IDeskGrain_", StringComparison.Ordinal))
            .Select(type => ((GrainRequest)Activator.CreateInstance(type)!).Method),
    ];

    [Fact]
    public void A_method_is_known_by_alias_or_name_with_parameters_only_where_overloaded()
    {
        Methods.Select(method => method.ToString()).ShouldBe(
            [
                "sample.desk.PutAsync",
                "sample.desk.TakeAsync",
                "sample.desk.CountAsync",
                "sample.desk.ClearAsync",
                "sample.desk.TellAsync(string)",
                "sample.desk.TellAsync(int,byte[])",
                "sample.desk.fail",
                "sample.desk.RingAsync",
            ],
            ignoreOrder: true);
    }

    [Fact]
    public void A_method_carries_what_its_attributes_say()
    {
        Methods.Where(method => method.IsReadOnly).Select(method => method.Name).ShouldBe(["TakeAsync"]);
        Methods.Where(method => method.AlwaysInterleaves).Select(method => method.Name).ShouldBe(["CountAsync"]);
        Method("CountAsync").ResponseTimeout.ShouldBe("00:00:01");
        Method("PutAsync").ResponseTimeout.ShouldBeNull();
    }

    [Fact]
    public async Task Arguments_arrive_in_another_request_and_reach_the_grain()
    {
        var sent = new Request_Fabric_Standin_Tests_Calls_IDeskGrain_TellAsync_5 { Arg0 = 300, Arg1 = [1, 2, 3] };
        var grain = new RecordingDesk();

        var received = Resend(sent);
        await received.InvokeAsync(grain);

        grain.Calls.ShouldBe(["Tell 300 3"]);
    }

    [Fact]
    public async Task The_task_of_a_call_carries_its_result()
    {
        var grain = new RecordingDesk();

        var ring = new Request_Fabric_Standin_Tests_Calls_IDeskGrain_RingAsync_7 { Arg0 = 21 }.InvokeAsync(grain);
        var count = Method("CountAsync").CreateRequest().InvokeAsync(grain);

        (await ring.ShouldBeAssignableTo<Task<int>>()!).ShouldBe(42);
        (await count.ShouldBeAssignableTo<Task<int>>()!).ShouldBe(1);
    }

    [Fact]
    public void Arguments_that_can_change_are_copied_and_immutable_ones_shared()
    {
        var note = Note.Sample();
        byte[] shared = [1];
        var put = new Request_Fabric_Standin_Tests_Calls_IDeskGrain_PutAsync_0 { Arg0 = note };
        var tell = new Request_Fabric_Standin_Tests_Calls_IDeskGrain_TellAsync_5 { Arg0 = 1, Arg1 = shared };

        put.CopyArguments();
        tell.CopyArguments();

        put.Arg0.ShouldNotBeSameAs(note);
        put.Arg0.Text.ShouldBe(note.Text);
        tell.Arg1.ShouldBeSameAs(shared);
    }

    [Fact]
    public void Arguments_that_are_cut_short_are_refused()
    {
        var request = Method("PutAsync").CreateRequest();

        Should.Throw<InvalidDataException>(() => Read(request, [1, 20]));
    }

    private static GrainMethod Method(string name) => Methods.Single(method => string.Equals(method.Name, name, StringComparison.Ordinal));

    private static GrainRequest Resend(GrainRequest sent)
    {
        using var writer = MessageWriter.Rent();
        sent.WriteArguments(writer);
        var received = sent.Method.CreateRequest();
        Read(received, writer.Written.Span);
        return received;
    }

    private static void Read(GrainRequest request, ReadOnlySpan<byte> bytes)
    {
        var reader = new MessageReader(bytes);
        request.ReadArguments(ref reader);
        reader.IsAtEnd.ShouldBeTrue();
    }

    private sealed class RecordingDesk : IDeskGrain
    {
        public List<string> Calls { get; } = [];

        public Task<int> RingAsync(int times) => Task.FromResult(times * 2);

        public Task PutAsync(Note note) => Task.CompletedTask;

        public Task<Note?> TakeAsync() => Task.FromResult<Note?>(null);

        public ValueTask<int> CountAsync() => new(1);

        public ValueTask ClearAsync() => default;

        public Task TellAsync(string text) => Task.CompletedTask;

        public ValueTask TellAsync(int number, byte[] shared)
        {
            Calls.Add($"Tell {number} {shared.Length}");
            return default;
        }

        public Task FailAsync(string reason) => Task.CompletedTask;
    }
}
