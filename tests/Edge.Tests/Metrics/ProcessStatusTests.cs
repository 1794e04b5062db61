using System.Diagnostics;
using Fabric.Edge.Metrics;

namespace Fabric.Edge.Tests.Metrics;

public sealed class ProcessStatusTests
{
    private const string Status = "Name:\tfabric\nVmPeak:\t  999 kB\nVmSize:\t 2048 kB\nVmRSS:\t     512 kB\nThreads:\t17\n";

    [Fact]
    public void Sizes_are_in_bytes_and_threads_are_counted() => ProcessStatus.Parse(Status).ShouldBe(new ProcessStatus(2048 * 1024, 512 * 1024, 17));

    [Theory]
    [InlineData("")]
    [InlineData("VmSize\nVmRSS:\nThreads:")]
    [InlineData("VmSize:\tmuch kB\nVmRSS:\t-5 kB\nThreads:\t1.5")]
    [InlineData("VmSize:\t2048\nVmRSS:\t512 MB\nThreads:\t99999999999999999999")]
    public void What_cannot_be_read_is_not_told(string text) => ProcessStatus.Parse(text).ShouldBe(new ProcessStatus(null, null, null));

    [Theory]
    [InlineData("Limit             Soft Limit  Hard Limit  Units\nMax open files    1024        1048576     files\n", 1024L)]
    [InlineData("Max open files            unlimited            unlimited            files", null)]
    [InlineData("Max open files", null)]
    [InlineData("Max processes             95000                95000                processes", null)]
    [InlineData("", null)]
    public void The_soft_limit_of_files_counts(string text, long? limit) => ProcessStatus.ParseMaxFiles(text).ShouldBe(limit);

    [Fact]
    public void This_process_is_told_of()
    {
        using var process = Process.GetCurrentProcess();

        var status = ProcessStatus.Read();

        status.ResidentBytes!.Value.ShouldBeInRange(1 << 20, status.VirtualBytes!.Value);
        status.Threads!.Value.ShouldBeInRange(2, 10_000);
        ProcessStatus.ReadMaxFiles()!.Value.ShouldBeGreaterThan(ProcessStatus.CountFiles()!.Value);
    }

    [Fact]
    public void Open_files_are_counted()
    {
        const int opened = 500;
        var before = ProcessStatus.CountFiles()!.Value;
        var files = Enumerable.Range(0, opened).Select(static _ => File.OpenRead("/dev/null")).ToArray();

        var during = ProcessStatus.CountFiles()!.Value;
        Array.ForEach(files, static file => file.Dispose());

        // Other tests open and close some meanwhile.
        during.ShouldBeInRange(before + (opened / 2), before + (opened * 2));
    }
}
