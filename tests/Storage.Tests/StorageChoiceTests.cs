using Fabric.Storage.Postgres;
using Fabric.Storage.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Storage;

namespace Fabric.Storage.Tests;

public sealed class StorageChoiceTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void Without_connection_string_it_is_the_embedded_file(string? text)
    {
        using var host = Build(text);

        host.Services.GetRequiredService<IStorageStartup>().ShouldBeOfType<SqliteDatabase>().FilePath.ShouldBe(Path.GetFullPath("there/fabric.db"));
    }

    [Fact]
    public void A_data_source_is_the_embedded_file_of_that_name()
    {
        using var host = Build("Data Source=/var/lib/fabric/mine.db");

        host.Services.GetRequiredService<SqliteDatabase>().FilePath.ShouldBe("/var/lib/fabric/mine.db");
    }

    [Theory]
    [InlineData("Host=db;Database=fabric;Username=u;Password=p")]
    [InlineData("Server=db;Database=fabric;Username=u;Password=p")]
    public void A_host_is_PostgreSQL_and_shared(string text)
    {
        using var host = Build(text);

        host.Services.GetRequiredService<IStorageStartup>().ShouldBeOfType<PostgresDatabase>();
        host.Services.GetRequiredService<IStorageStartup>().Description.ShouldBe("PostgreSQL Host=db;Port=5432;Database=fabric;Username=u");
        host.Services.GetRequiredKeyedService<IGrainStorage>("store").ShouldBeOfType<RecordGrainStorage>();
        host.Services.GetRequiredService<IOptions<PostgresStorageOptions>>().Value.BatchRecords.ShouldBe(77);
        Choose(text).IsShared.ShouldBeTrue();
    }

    [Theory]
    [InlineData("postgres://u:secret@db/fabric")]
    [InlineData("Database=fabric;Password=secret")]
    [InlineData("Data Source=a;Password=secret")]
    [InlineData("Data Source=")]
    public void Anything_else_is_refused_and_not_shown(string text)
    {
        var refusal = Should.Throw<StorageException>(() => Choose(text));

        refusal.Message.ShouldStartWith("Storage:ConnectionString fits no database: set it to Host=");
        refusal.ToString().ShouldNotContain("secret");
    }

    [Fact]
    public void An_embedded_file_makes_no_cluster()
    {
        var builder = Host.CreateApplicationBuilder();

        Should.Throw<StorageException>(() => builder.UseOrleans(silo => silo.UseChosenClustering(Choose(null))))
            .Message.ShouldStartWith("Storage:ConnectionString names no PostgreSQL server");
    }

    private static IHost Build(string? text)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo.UseLocalhostClustering().AddChosenGrainStorage("store", Choose(text)));
        return builder.Build();
    }

    private static StorageChoice Choose(string? text) => StorageChoice.Of(new ConfigurationBuilder().AddInMemoryCollection(
        new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Storage:ConnectionString"] = text,
            ["Storage:DataDirectory"] = "there",
            ["Storage:BatchRecords"] = "77",
        }).Build());
}
