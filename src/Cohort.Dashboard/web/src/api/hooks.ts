import { useEffect, useRef, useState } from 'react';
import { api, type DictionaryEntry, type Run } from './client';

/** A value that is fetched, and fetched again when `key` changes; what was shown stays until the new value is there. */
export function useFetched<T>(key: string | null, load: (signal: AbortSignal) => Promise<T>): { value: T | null; error: string | null } {
  const [state, setState] = useState<{ value: T | null; error: string | null }>({ value: null, error: null });
  const latest = useRef(load);
  latest.current = load;
  useEffect(() => {
    if (key === null) return;
    const stop = new AbortController();
    latest.current(stop.signal).then(
      (value) => {
        if (!stop.signal.aborted) setState({ value, error: null });
      },
      (error: unknown) => {
        if (!stop.signal.aborted) setState((before) => ({ value: before.value, error: error instanceof Error ? error.message : String(error) }));
      },
    );
    return () => stop.abort();
  }, [key]);
  return state;
}

/** Every run, as the server tells of changes. */
export function useRuns(): { runs: Run[] | null; lost: boolean } {
  const [runs, setRuns] = useState<Run[] | null>(null);
  const [lost, setLost] = useState(false);
  useEffect(() => {
    const source = new EventSource('/api/events');
    source.addEventListener('runs', (event) => {
      setRuns(JSON.parse((event as MessageEvent<string>).data) as Run[]);
      setLost(false);
    });
    source.onerror = () => setLost(true);
    return () => source.close();
  }, []);
  return { runs, lost };
}

/** One run, live; `table` rises with every new table of outcomes. */
export function useRun(id: string): { run: Run | null; table: number; error: string | null; lost: boolean; again: () => void } {
  const [run, setRun] = useState<Run | null>(null);
  const [table, setTable] = useState(0);
  const [error, setError] = useState<string | null>(null);
  const [lost, setLost] = useState(false);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let source: EventSource | null = null;
    let closed = false;
    setError(null);
    api.run(id).then(
      (first) => {
        if (closed) return;
        setRun(first);
        if (first.state !== 'running' && first.state !== 'queued') {
          setTable((before) => before + 1);
          return;
        }
        source = new EventSource(`/api/runs/${encodeURIComponent(id)}/events`);
        source.addEventListener('progress', (event) => {
          setRun(JSON.parse((event as MessageEvent<string>).data) as Run);
          setLost(false);
        });
        source.addEventListener('table', () => setTable((before) => before + 1));
        source.addEventListener('end', (event) => {
          source?.close();
          setRun(JSON.parse((event as MessageEvent<string>).data) as Run);
          setTable((before) => before + 1);
        });
        source.onerror = () => setLost(true);
      },
      (failure: unknown) => {
        if (!closed) setError(failure instanceof Error ? failure.message : String(failure));
      },
    );
    return () => {
      closed = true;
      source?.close();
    };
  }, [id, attempt]);
  return { run, table, error, lost, again: () => setAttempt((before) => before + 1) };
}

let dictionary: Promise<Map<string, DictionaryEntry>> | null = null;

/** What names mean, once for all pages. Outcomes of charts go before columns of files. */
export function useDictionary(): Map<string, DictionaryEntry> {
  const [entries, setEntries] = useState<Map<string, DictionaryEntry>>(new Map());
  useEffect(() => {
    dictionary ??= api.dictionary().then((list) => new Map(list.map((entry) => [entry.name, entry])));
    dictionary.then(setEntries, () => {
      dictionary = null;
    });
  }, []);
  return entries;
}
