namespace Fabric.Edge.Tests.Lavalink.Configuration;

public sealed class ConfigurationFilesTests : IDisposable
{
    private readonly ConfigurationScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void Files_are_looked_for_in_springs_places_and_order()
    {
        string[] names = ["application.yaml", "application.yml", "application.properties", "config/application.yaml", "config/application.yml", "config/application.properties"];
        for (var index = 0; index < names.Length; index++)
        {
            _scene.File(names[index], names[index].EndsWith("properties", StringComparison.Ordinal) ? $"server.port={index}" : $"server: {{port: {index}}}");

            _scene.Options.Port.ShouldBe(index);
        }

        _scene.Read().Files.ShouldBe(names);
    }

    [Fact]
    public void A_file_that_is_given_is_read_instead()
    {
        _scene.Yaml("server.port: 1\nlavalink.server.password: a").File("other/node.yml", "server.port: 2").Argument("--lavalink-config", "other/node.yml");

        (_scene.Options.Port, _scene.Options.Password).ShouldBe((2, "youshallnotpass"));
        _scene.Read().Files.ShouldBe(["other/node.yml"]);
    }

    [Theory]
    [InlineData("--lavalink-config=nope.yml", "--lavalink-config names nope.yml, which is not there; name a file that is.")]
    [InlineData("--spring.config.location=file:nope.yml", "spring.config.location names nope.yml, which is not there; name a file that is.")]
    [InlineData("--spring.config.additional-location=nope.yml", "spring.config.additional-location names nope.yml, which is not there; name a file that is.")]
    public void A_file_that_is_given_must_be_there(string argument, string problem) => _scene.Argument(argument).Read().Problems.ShouldBe([problem]);

    [Theory]
    [InlineData("other/")]
    [InlineData("file:./other/")]
    [InlineData("other")]
    [InlineData("optional:nope.yml,other/application.yml")]
    [InlineData("classpath:/x.yml;other/application.yml")]
    public void The_places_may_be_others(string location)
    {
        _scene.Yaml("server.port: 1\nlavalink.server.password: a").File("other/application.yml", "server.port: 2").Set("SPRING_CONFIG_LOCATION", location);

        (_scene.Options.Port, _scene.Options.Password).ShouldBe((2, "youshallnotpass"));
        _scene.Read().Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Places_besides_come_before_the_usual_ones()
    {
        _scene.Yaml("server.port: 1\nlavalink.server.password: a").File("other/application.yml", "server.port: 2").Set("SPRING_CONFIG_ADDITIONAL_LOCATION", "other/");

        (_scene.Options.Port, _scene.Options.Password).ShouldBe((2, "a"));
    }

    [Fact]
    public void Bytes_that_are_not_utf_8_are_refused_and_a_mark_at_the_beginning_is_not()
    {
        File.WriteAllBytes(Path.Combine(_scene.Directory, "application.yml"), [.. "\uFEFFserver.port: 5"u8]);
        _scene.Options.Port.ShouldBe(5);

        File.WriteAllBytes(Path.Combine(_scene.Directory, "application.yml"), [.. "lavalink.server.password: "u8, 0xE4]);
        _scene.Read().Problems.ShouldBe(["application.yml is not UTF-8; save it as UTF-8."]);
    }

    [Fact]
    public void A_file_that_is_far_too_large_is_refused() =>
        _scene.Yaml(new string('#', 1024 * 1024 + 1)).Read().Problems.ShouldBe(["application.yml is larger than 1048576 bytes; it is to be a configuration of Lavalink."]);
}
