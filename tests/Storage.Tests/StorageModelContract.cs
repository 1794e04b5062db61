using Fabric.Storage.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Orleans.Storage;

namespace Fabric.Storage.Tests;

/// <summary>Random sequences of reads, writes, deletions and restarts, held against a dictionary.</summary>
public abstract class StorageModelContract
{
    private const int Keys = 3;

    private static readonly Gen<Step> Steps =
        from act in Gen.Elements(Act.Write, Act.Write, Act.Write, Act.Clear, Act.Clear, Act.Read, Act.Restart)
        from key in Gen.Choose(0, Keys - 1)
        from tag in Gen.Elements(Tag.Current, Tag.Current, Tag.Current, Tag.None, Tag.Stale)
        from value in Gen.Choose(1, 1_000_000)
        select new Step(act, key, tag, value);

    private enum Act
    {
        Read,
        Write,
        Clear,
        Restart,
    }

    private enum Tag
    {
        Current,
        None,
        Stale,
    }

    [Fact]
    public void Behaves_like_a_dictionary_with_tags() =>
        Prop.ForAll(Steps.ListOf().ToArbitrary(), steps => RunAsync(steps).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Runs).WithEndSize(60));

    /// <summary>How many sequences, of up to 60 steps each.</summary>
    private protected abstract int Runs { get; }

    private protected abstract ITestDatabase NewDatabase();

    private async Task RunAsync(IList<Step> steps)
    {
        using var database = NewDatabase();
        var model = new Model();
        var storage = database.Open();
        try
        {
            foreach (var step in steps)
            {
                if (step.Act == Act.Restart)
                {
                    await storage.DisposeAsync();
                    storage = database.Open();
                }

                await model.ApplyAsync(storage, step);
            }
        }
        finally
        {
            await storage.DisposeAsync();
        }
    }

    private sealed record Step(Act Act, int Key, Tag Tag, int Value);

    private sealed class Model
    {
        private readonly Dictionary<int, (string ETag, int Value)> _records = [];
        private readonly Dictionary<int, string> _stale = [];

        public async Task ApplyAsync(TestStorage storage, Step step)
        {
            switch (step.Act)
            {
                case Act.Write:
                    await WriteAsync(storage, step);
                    break;
                case Act.Clear:
                    await ClearAsync(storage, step);
                    break;
                case Act.Read:
                    break;
                case Act.Restart:
                    break;
            }

            await CompareAsync(storage, step.Key);
        }

        private async Task WriteAsync(TestStorage storage, Step step)
        {
            var tag = TagOf(step);
            if (!string.Equals(tag, CurrentTag(step.Key), StringComparison.Ordinal))
            {
                await ShouldConflictAsync(() => storage.WriteAsync($"{step.Key}", "", tag, step.Value), step, tag);
                return;
            }

            var written = await storage.WriteAsync($"{step.Key}", "", tag, step.Value);
            Supersede(step.Key);
            written.ETag.ShouldNotBeNullOrEmpty();
            _stale.Values.Contains(written.ETag, StringComparer.Ordinal).ShouldBeFalse();
            _records[step.Key] = (written.ETag, step.Value);
        }

        private async Task ClearAsync(TestStorage storage, Step step)
        {
            var tag = TagOf(step);
            if (!string.Equals(tag, CurrentTag(step.Key), StringComparison.Ordinal))
            {
                await ShouldConflictAsync(() => storage.ClearAsync($"{step.Key}", tag), step, tag);
                return;
            }

            await storage.ClearAsync($"{step.Key}", tag);
            Supersede(step.Key);
            _records.Remove(step.Key);
        }

        private async Task ShouldConflictAsync(Func<Task> act, Step step, string? tag)
        {
            var conflict = await act.ShouldThrowAsync<InconsistentStateException>();
            conflict.StoredEtag.ShouldBe(CurrentTag(step.Key));
            conflict.CurrentEtag.ShouldBe(tag);
        }

        private async Task CompareAsync(TestStorage storage, int key)
        {
            var read = await storage.ReadAsync($"{key}");
            read.RecordExists.ShouldBe(_records.ContainsKey(key));
            read.ETag.ShouldBe(CurrentTag(key));
            read.State!.Visits.ShouldBe(_records.TryGetValue(key, out var record) ? record.Value : 0);
        }

        private void Supersede(int key)
        {
            if (_records.TryGetValue(key, out var record))
            {
                _stale[key] = record.ETag;
            }
        }

        private string? CurrentTag(int key) => _records.TryGetValue(key, out var record) ? record.ETag : null;

        private string? TagOf(Step step) => step.Tag switch
        {
            Tag.Current => CurrentTag(step.Key),
            Tag.Stale => _stale.GetValueOrDefault(step.Key),
            _ => null,
        };
    }
}
