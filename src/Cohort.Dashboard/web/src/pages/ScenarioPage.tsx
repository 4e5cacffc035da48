import { useEffect, useMemo, useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { api, type ScenarioCheck } from '../api/client';
import { useFetched } from '../api/hooks';
import { useTitle } from '../app/Layout';
import { format } from '../charts/model';
import { duration } from '../parts/RunStatus';
import { Editor } from '../parts/Editor';

export default function ScenarioPage() {
  useTitle('New run');
  const [, go] = useLocation();
  const from = new URLSearchParams(useSearch()).get('from');
  const { value: templates } = useFetched('templates', () => api.scenarios());
  const [text, setText] = useState('');
  const [check, setCheck] = useState<ScenarioCheck | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [starting, setStarting] = useState(false);
  const lineOf = useRef<((line: number) => void) | null>(null);

  useEffect(() => {
    const template = (templates?.find((one) => one.name === 'natural-history') ?? templates?.[0])?.name;
    const first = from ? api.scenarioOf(from) : template !== undefined ? api.scenario(template) : null;

    // Whoever has begun to type is not interrupted.
    first?.then((loaded) => setText((before) => before || loaded), (failure: unknown) => setError(String(failure)));
  }, [templates, from]);
  useEffect(() => {
    if (text === '') return;
    const stop = new AbortController();
    const later = setTimeout(() => {
      api.check(text, stop.signal).then(
        (result) => {
          setCheck(result);
          setError(null);
        },
        (failure: unknown) => {
          if (!stop.signal.aborted) setError(failure instanceof Error ? failure.message : String(failure));
        },
      );
    }, 200);
    return () => {
      clearTimeout(later);
      stop.abort();
    };
  }, [text]);
  const marks = useMemo(() => new Map((check?.problems ?? []).filter((one) => one.line !== null).map((one) => [one.line as number, one.message])), [check]);

  const start = () => {
    setStarting(true);
    setError(null);
    api.start(text).then(
      ({ id }) => go(`/runs/${id}`),
      (failure: unknown) => {
        setStarting(false);
        setError(failure instanceof Error ? failure.message : String(failure));
      },
    );
  };

  return (
    <>
      <div className="head">
        <h1>New run</h1>
        <label className="controls">
          Template
          <select
            value=""
            onChange={(event) => {
              if (event.target.value) api.scenario(event.target.value).then(setText, (failure: unknown) => setError(String(failure)));
            }}
          >
            <option value="">choose …</option>
            {templates?.map((one) => (
              <option key={one.name} value={one.name} title={one.question}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div className="split">
        <Editor text={text} change={setText} marks={marks} goTo={(jump) => (lineOf.current = jump)} />
        <aside className="card" aria-label="Check">
          <h2>{check === null ? 'Checking …' : check.valid ? 'Ready' : `${check.problems.length} to mend`}</h2>
          <div aria-live="polite">
            {check?.valid && check.estimate && (
              <>
                <p>
                  <b>{check.name}</b>: {format(check.patients)} patients × {check.years} years × {check.arms.length} {check.arms.length === 1 ? 'arm' : 'arms'}
                </p>
                <p title="By the usual pace of a machine like this one; the run page tells the real time left.">
                  About {duration(check.estimate.seconds)}, at most {format(check.estimate.memoryMb)} MB; {format(check.estimate.patientYears)} patient-years.
                </p>
              </>
            )}
            <ul className="problems">
              {check?.problems.map((one) => (
                <li key={`${one.line} ${one.column} ${one.message}`}>
                  {one.line !== null && (
                    <button type="button" className="quiet" onClick={() => lineOf.current?.(one.line as number)}>
                      line {one.line}
                      {one.column !== null && `:${one.column}`}
                    </button>
                  )}{' '}
                  {one.message}
                </li>
              ))}
            </ul>
            {check?.notes.map((note) => (
              <p key={note} className="muted">
                Note: {note}
              </p>
            ))}
          </div>
          {error && <p role="alert" className="error">{error}</p>}
          <button type="button" className="primary" disabled={!check?.valid || starting} onClick={start}>
            {starting ? 'Starting …' : 'Run'}
          </button>
        </aside>
      </div>
    </>
  );
}
