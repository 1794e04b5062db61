namespace Fabric.Silo.Import;

/// <summary>Adds up what an import does. Used by one step at a time.</summary>
internal sealed class ImportTally(ImportProgress progress)
{
    private readonly List<ImportRefusal> _refused = [];
    private long _stores;
    private ImportCount _values = ImportCount.None;
    private ImportCount _apiKeys = ImportCount.None;

    public void OnStore(ImportCount values)
    {
        _stores++;
        _values += values;
    }

    public void OnApiKey(ImportCount key) => _apiKeys += key;

    public void Refuse(string item, string reason)
    {
        _refused.Add(new ImportRefusal(item, reason));
        progress.Say($"refused: {item}: {reason}");
    }

    public ImportReport ToReport(bool isDryRun) => new(_stores, _values, _apiKeys, _refused, isDryRun);
}
