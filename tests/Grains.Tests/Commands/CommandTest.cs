using Fabric.Abstractions.Ids;
using Fabric.FakeDiscord.Model;
using Fabric.Grains.Tests.Support;

namespace Fabric.Grains.Tests.Commands;

/// <summary>Tests with a user in a guild that the bot has read.</summary>
public abstract class CommandTest : IngestRigTest
{
    private protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private protected UserId User { get; private set; }

    private protected Snowflake Guild { get; private set; }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        User = AddOnline("user");
        Guild = new Snowflake(Rig.AddGuild(User));
        await Rig.ConnectAsync();
    }
}
