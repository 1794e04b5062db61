using Fabric.Abstractions.Ids;
using Fabric.FakeDiscord.Model;

namespace Fabric.Grains.Tests.Support;

/// <summary>Tests that each have a <see cref="IngestRig" /> of their own.</summary>
public abstract class IngestRigTest : IAsyncLifetime
{
    private IngestRig? _rig;

    private protected IngestRig Rig => _rig!;

    private protected DiscordWorld World => Rig.World;

    public virtual async ValueTask InitializeAsync() => _rig = await IngestRig.StartAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_rig is { } rig)
        {
            await rig.DisposeAsync();
        }
    }

    private protected UserId AddOnline(string name) => Rig.AddUser(name, DiscordPresence.Online());
}
