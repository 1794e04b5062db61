using Fabric.Architecture.Tests.Assemblies;
using Mono.Cecil;

namespace Fabric.Architecture.Tests.Grains;

public sealed class GrainTests
{
    private static readonly TypeDefinition[] Types = [.. BuiltAssemblies.Product.SelectMany(assembly => assembly.Types)];
    private static readonly TypeDefinition[] Grains = [.. Types.Where(GrainRules.IsGrain)];
    private static readonly TypeDefinition[] Interfaces = [.. Types.Where(GrainRules.IsGrainInterface)];
    private static readonly TypeDefinition[] Messages = [.. Types.Where(GrainRules.IsMessage)];

    [Fact]
    public void Grains_interfaces_and_messages_are_found()
    {
        Grains.ShouldContain(type => type.Name == "PresenceGrain");
        Interfaces.ShouldContain(type => type.Name == "IPresenceGrain");
        Messages.ShouldContain(type => type.Name == "PresenceSnapshot");
    }

    [Fact]
    public void A_grain_states_its_placement() => Rule.Holds(
        "The default placement may put all idle grains on one silo: every grain says where it wants to be.",
        Grains.Where(grain => !GrainRules.StatesPlacement(grain)).Select(grain => grain.FullName));

    [Fact]
    public void Interfaces_and_messages_have_an_alias_of_their_own()
    {
        var named = Interfaces.Concat(Messages).ToArray();

        Rule.Holds(
            "[Alias] keeps the wire and the storage apart from the names of types.",
            named.Where(type => GrainRules.Alias(type) is null).Select(type => $"{type.FullName} has none")
                .Concat(named.Where(type => GrainRules.Alias(type) is not null).GroupBy(GrainRules.Alias, StringComparer.Ordinal)
                    .Where(group => group.Count() > 1)
                    .Select(group => $"{group.Key} is that of {string.Join(", ", group.Select(type => type.FullName))}")));
    }

    [Fact]
    public void A_member_of_a_message_has_an_id_of_its_own() => Rule.Holds(
        "[Id] on every member.",
        Messages.SelectMany(type => GrainRules.MembersWithoutId(type).Select(member => $"{type.FullName}.{member} has none")
            .Concat(GrainRules.MembersWithTheSameId(type).Select(same => $"{type.FullName} has twice {same}"))));

    [Fact]
    public void State_can_be_made_from_nothing() => Rule.Holds(
        "A state type has a public parameterless constructor.",
        Types.SelectMany(GrainRules.States).Where(state => !GrainRules.HasPublicParameterlessConstructor(state)).Select(state => state.FullName));

    [Fact]
    public void State_says_what_it_is_called_and_where_it_is_kept() => Rule.Holds(
        "IPersistentState is injected with [PersistentState(name, store)].",
        Types.SelectMany(type => GrainRules.StatesWithoutStore(type).Select(parameter => $"{type.FullName}: {parameter}")));

    [Fact]
    public void An_exception_that_may_cross_a_call_can_be_serialized() => Rule.Holds(
        "Exceptions beside grain interfaces are [GenerateSerializer].",
        Types.Where(type => type.Module.Assembly.Name.Name == "Fabric.Abstractions" && type.DerivesFrom("System.Exception"))
            .Where(type => !GrainRules.IsMessage(type)).Select(type => type.FullName));

    [Fact]
    public void Grain_code_stays_on_its_scheduler_and_never_blocks_it() => Rule.Holds(
        "No ConfigureAwait, Task.Run, blocking or threads in grains.",
        Grains.SelectMany(GrainRules.Strays));

    [Fact]
    public void Timers_are_registered_by_the_extension() => Rule.Holds(
        "RegisterGrainTimer, never Grain.RegisterTimer.",
        from type in Grains.SelectMany(grain => grain.WithNested())
        from method in type.Methods.Where(method => method.HasBody)
        from instruction in method.Body.Instructions
        where instruction.Operand is MethodReference { Name: "RegisterTimer" }
        select $"{type.FullName}.{method.Name}");
}
