namespace Fabric.FakeDiscord.Demo;

/// <summary>What the demo's people are called, play, hear and say.</summary>
internal static class DemoNames
{
    public static readonly string[] Guilds = ["The Lighthouse", "Late Night Builders", "Sunday Vinyl Club"];

    public static readonly string[] First =
    [
        "amber", "basil", "cedar", "dune", "ember", "fern", "glen", "hazel", "indigo", "juniper", "kestrel", "linden", "maple", "nova",
        "ochre", "piper", "quill", "rowan", "sable", "tansy", "umber", "vesper", "willow", "xenia", "yarrow", "zephyr",
    ];

    public static readonly string[] Last =
    [
        "anchor", "badger", "comet", "drift", "echo", "falcon", "gale", "harbor", "isle", "jasper", "knot", "lantern", "mantis", "nimbus",
        "otter", "pebble", "quartz", "raven", "spark", "thistle", "urchin", "vale", "wren", "yonder",
    ];

    public static readonly (string Name, ulong ApplicationId, string Details, string State)[] Games =
    [
        ("Minecraft", 356875570916753438, "Playing on a server", "Building a harbour"),
        ("Factorio", 1402418696126992445, "Mega base", "12,000 science per minute"),
        ("Hollow Knight", 1402418239358701668, "Greenpath", "At a bench"),
        ("Celeste", 1402418233876746305, "Chapter 7: The Summit", "Deaths: 1,204"),
        ("Stardew Valley", 1402418306937323671, "Year 3, Fall", "In the mines"),
        ("Visual Studio Code", 383226320970055681, "Editing Program.cs", "Workspace: fabric"),
        ("Deep Rock Galactic", 1402418299345633351, "Rank 87", "Mining"),
    ];

    public static readonly (string Song, string[] Artists, string Album, int Seconds)[] Tracks =
    [
        ("Paper Boats", ["The Harbour Lights"], "Low Tide", 214),
        ("Static Bloom", ["Nova Quill", "Kestrel"], "Signal Garden", 187),
        ("Eleven Minutes to Midnight", ["Vesper Lane"], "Clockwork Season", 263),
        ("Gravel & Gold", ["Rowan Vale"], "Gravel & Gold", 201),
        ("Señal", ["Río Claro", "Amber Drift"], "Orilla", 176),
        ("夜明けの汽車", ["Yonder Echo"], "線路", 239),
        ("Cold Start", ["Tansy and the Timers"], "Warm Cache", 158),
    ];

    public static readonly (string Text, string? Emoji)[] Moods =
    [
        ("shipping on a Friday", "🚢"), ("do not disturb the sourdough", "🍞"), ("reading the manual", "📖"), ("afk, garden", "🌱"),
        ("it works on my machine", null), ("counting to 4096", "🔢"),
    ];

    public static readonly string[] Statuses = ["online", "online", "online", "idle", "idle", "dnd", "offline"];

    public static readonly string[] Clients = ["desktop", "desktop", "desktop", "mobile", "mobile", "web"];
}
