using Microsoft.Playwright;

namespace Fabric.Conformance.Tests.Lanyard;

/// <summary>Debian's Chromium, headless. Nothing but the pages under test goes over the network.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";

    private static readonly string[] Arguments =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--disable-quic",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (File.Exists(Executable))
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = Arguments });
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is { } browser)
        {
            await browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>A page of its own. Skips the test where there is no Chromium.</summary>
    public Task<IPage> OpenAsync()
    {
        Assert.SkipWhen(_browser is null, $"{Executable} is not there; install it with: sudo apt-get install chromium");
        return _browser!.NewPageAsync(new() { ViewportSize = new() { Width = 720, Height = 640 } });
    }
}
