namespace Cohort.Grains;

/// <summary>Keeps the latest things that were made, for whoever asks for them again; beyond a number the oldest go.</summary>
/// <param name="most">How many are kept.</param>
internal sealed class Recent<TKey, TValue>(int most)
    where TKey : notnull
    where TValue : class
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, TValue> _kept = [];
    private readonly Queue<TKey> _oldest = new();

    public TValue? Find(TKey key)
    {
        lock (_lock)
        {
            return _kept.GetValueOrDefault(key);
        }
    }

    /// <summary>What is kept under a key, or else what is made for it; making must be quick.</summary>
    public TValue GetOrAdd(TKey key, Func<TKey, TValue> make)
    {
        lock (_lock)
        {
            if (_kept.TryGetValue(key, out var kept))
            {
                return kept;
            }

            if (_oldest.Count == most)
            {
                _kept.Remove(_oldest.Dequeue());
            }

            _oldest.Enqueue(key);
            return _kept[key] = make(key);
        }
    }
}
