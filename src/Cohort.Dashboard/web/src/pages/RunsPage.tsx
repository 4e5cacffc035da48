import { Link } from 'wouter';
import { useRuns } from '../api/hooks';
import { useTitle } from '../app/Layout';
import { format } from '../charts/model';
import { RunActions } from '../parts/RunActions';
import { Progress, State } from '../parts/RunStatus';

export function RunsPage() {
  useTitle('Runs');
  const { runs, lost } = useRuns();
  return (
    <>
      <div className="head">
        <h1>Runs</h1>
        <Link href="/scenario" className="button primary">
          New run
        </Link>
      </div>
      {lost && (
        <p role="alert" className="error">
          The server does not answer; trying again.
        </p>
      )}
      {runs === null && !lost && <p className="muted">Loading …</p>}
      {runs?.length === 0 && (
        <p className="card empty">
          There are no runs yet. <Link href="/scenario">Start one</Link> from a template: the first curves appear within seconds.
        </p>
      )}
      <ul className="runs">
        {runs?.map((run) => (
          <li key={run.id} className="card" data-run={run.id}>
            <div className="head">
              <h2>
                <Link href={`/runs/${run.id}`}>{run.id}</Link>
              </h2>
              <State run={run} />
            </div>
            <p className="question">{run.question}</p>
            {run.state !== 'completed' && <Progress run={run} />}
            <dl className="facts">
              <div>
                <dt>Arms</dt>
                <dd>{run.arms.join(', ')}</dd>
              </div>
              <div>
                <dt>Patients</dt>
                <dd>{format(run.patients)}</dd>
              </div>
              <div>
                <dt>Years</dt>
                <dd>
                  {run.startYear}–{run.startYear + run.years - 1}
                </dd>
              </div>
              <div>
                <dt>Population</dt>
                <dd>{run.population}</dd>
              </div>
              <div>
                <dt>Seed</dt>
                <dd>{run.seed}</dd>
              </div>
              <div>
                <dt>Engine</dt>
                <dd>
                  {run.engine || '–'}
                  {run.state === 'completed' && ` · ${format(Math.round(run.patientYearsPerSecond))} patient-years/s`}
                </dd>
              </div>
            </dl>
            {run.error && <p className="error">{run.error}</p>}
            <RunActions run={run} />
          </li>
        ))}
      </ul>
    </>
  );
}
