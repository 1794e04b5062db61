using Fabric.Edge.Lanyard.Rest;

namespace Fabric.Edge.Tests.Lanyard.Rest;

public sealed class LanyardRouteTests
{
    [Theory]
    [InlineData("/", "Root", "")]
    [InlineData("///", "Root", "")]
    [InlineData("*", "Root", "")]
    [InlineData("http://host", "Root", "")]
    [InlineData("http://host?x", "Root", "")]
    [InlineData("/?a=%zz", "Root", "")]
    [InlineData("/v1/users/1", "User", "1")]
    [InlineData("/v1/users/1?x=/y", "User", "1")]
    [InlineData("http://host/v1/users/1", "User", "1")]
    [InlineData("//v1///users//a%2Fb//", "User", "a/b")]
    [InlineData("/v1/users/%E2%9C%A8", "User", "✨")]
    [InlineData("/v1/users/%ff", "User", "\uFFFD")]
    [InlineData("/%76%31/users/1", "User", "1")]
    [InlineData("/v1/users/a+b", "User", "a+b")]
    [InlineData("/v1/users/%", "Malformed", "")]
    [InlineData("/v1/users/%4", "Malformed", "")]
    [InlineData("/x/%4g", "Malformed", "")]
    [InlineData("/v1/users/@me", "Me", "@me")]
    [InlineData("/v1/users/%40me", "Me", "@me")]
    [InlineData("/v1/users/1/kv", "KeyValues", "1")]
    [InlineData("/v1/users/1/kv/", "KeyValues", "1")]
    [InlineData("/v1/users/@me/kv/%61", "KeyValue", "@me")]
    [InlineData("/v1/users/1/kv/a/b", "Unknown", "")]
    [InlineData("/v1%2Fusers/1", "Unknown", "")]
    [InlineData("/v1/users", "Users", "")]
    [InlineData("/v2/users/1", "Unknown", "")]
    [InlineData("/socket", "Socket", "")]
    [InlineData("/socket/", "Socket", "")]
    [InlineData("/Socket", "Unknown", "")]
    [InlineData("/discord/", "Discord", "")]
    [InlineData("/v1/users/1/events", "Events", "1")]
    [InlineData("/v1/users/1/events/x", "Unknown", "")]
    [InlineData("/1.png", "Avatar", "1")]
    [InlineData("/1.webp?size=64", "Avatar", "1")]
    [InlineData("/1.jpg/2.png", "Avatar", "1")]
    [InlineData("/1.jpeg/", "Avatar", "1")]
    [InlineData("http://host/1.gif", "Avatar", "1")]
    [InlineData("/.png", "Avatar", "")]
    [InlineData("/socket.png", "Avatar", "socket")]
    [InlineData("/%31.png", "Avatar", "%31")]
    [InlineData("//1.png", "Unknown", "")]
    [InlineData("/1.PNG", "Unknown", "")]
    [InlineData("/1.svg", "Unknown", "")]
    [InlineData("/1.x.png", "Unknown", "")]
    [InlineData("/1.", "Unknown", "")]
    [InlineData("/1png", "Unknown", "")]
    [InlineData("/foo/1.png", "Unknown", "")]
    [InlineData("/1.png/%zz", "Malformed", "")]
    public void A_target_names_one_thing(string target, string kind, string argument)
    {
        var route = LanyardRoute.Parse(target);

        route.Kind.ToString().ShouldBe(kind);
        route.Argument.ShouldBe(argument);
    }
}
