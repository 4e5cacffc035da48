import { useRef, useState } from 'react';
import { api, type Run } from '../api/client';

/** What can be done with a run: stop, go on, delete. */
export function RunActions({ run, done, removed }: { run: Run; done?: () => void; removed?: () => void }) {
  const [error, setError] = useState<string | null>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const act = (what: () => Promise<unknown>, after?: () => void) => () => {
    setError(null);
    what().then(after, (failure: unknown) => setError(failure instanceof Error ? failure.message : String(failure)));
  };
  const atWork = run.state === 'running' || run.state === 'queued';
  return (
    <span className="actions">
      {atWork && (
        <button type="button" onClick={act(() => api.cancel(run.id), done)}>
          Cancel
        </button>
      )}
      {run.resumable && (
        <button type="button" onClick={act(() => api.resume(run.id), done)}>
          Resume
        </button>
      )}
      {!atWork && (
        <button type="button" className="danger" onClick={() => dialog.current?.showModal()} aria-label={`Delete ${run.id}`}>
          Delete
        </button>
      )}
      {error && (
        <span role="alert" className="error">
          {error}
        </span>
      )}
      <dialog ref={dialog} aria-label={`Delete ${run.id}?`}>
        <h2>Delete {run.id}?</h2>
        <p>Its folder and all of its files are removed. The same scenario, seed and program give the same bytes again.</p>
        <form method="dialog">
          <button autoFocus>Keep</button>
          <button className="danger" onClick={act(() => api.remove(run.id), removed ?? done)}>
            Delete
          </button>
        </form>
      </dialog>
    </span>
  );
}
