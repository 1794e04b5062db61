using Fabric.Abstractions.Presence;
using Fabric.Edge.Presence;
using Fabric.Edge.Tests.Support;

namespace Fabric.Edge.Tests.Presence;

public sealed class IndexRevisionsTests
{
    private readonly IndexRevisions _revisions = new();

    [Fact]
    public void A_partition_is_known_by_the_revision_of_its_last_answer()
    {
        _revisions[3].ShouldBe(0);

        _revisions.Take(3, new IndexMembers(42, [Presences.User])).ShouldBe([Presences.User]);
        _revisions.Take(3, null).ShouldBeEmpty();

        (_revisions[3], _revisions[4]).ShouldBe((42, 0));
    }

    [Fact]
    public void What_was_given_up_is_asked_for_from_the_beginning()
    {
        _revisions.Take(3, new IndexMembers(42, [Presences.User]));

        _revisions.Clear();

        _revisions[3].ShouldBe(0);
    }
}
