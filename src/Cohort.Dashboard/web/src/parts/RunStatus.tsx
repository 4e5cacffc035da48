import type { Run } from '../api/client';
import { format } from '../charts/model';

const marks: Record<Run['state'], string> = { queued: '◷', running: '▶', completed: '✓', failed: '✕', cancelled: '■', interrupted: '‖' };

/** The state in a word, a mark and a colour. */
export function State({ run }: { run: Run }) {
  const place = run.state === 'queued' && run.queuePosition ? ` (place ${run.queuePosition})` : '';
  return (
    <span className={`state ${run.state}`}>
      <span aria-hidden="true">{marks[run.state]}</span> {run.state}
      {place}
    </span>
  );
}

export function Progress({ run }: { run: Run }) {
  const share = run.patients > 0 ? run.patientsDone / run.patients : 0;
  return (
    <div className="progress">
      <progress max={1} value={share} aria-label={`${run.id}: patients simulated`} />
      <span>
        {format(run.patientsDone)} of {format(run.patients)} patients
        {run.state === 'running' && (
          <>
            {' · '}
            {format(Math.round(run.patientYearsPerSecond))} patient-years/s
            {run.secondsLeft !== null && ` · ${duration(run.secondsLeft)} left`}
          </>
        )}
      </span>
    </div>
  );
}

export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${format(Math.round(seconds / 360) / 10)} h`;
}
