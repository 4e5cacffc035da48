import { useMemo, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { api, type Run, type RunSeries } from '../api/client';
import { useDictionary, useFetched, useRun } from '../api/hooks';
import { useTitle } from '../app/Layout';
import { useTheme } from '../app/theme';
import { Chart } from '../charts/Chart';
import { format } from '../charts/model';
import { nameOf } from '../charts/names';
import { armColour, stages } from '../charts/palette';
import { outcomeChart, stackedChart } from '../charts/series';
import { PyramidChart } from '../parts/PyramidChart';
import { RunActions } from '../parts/RunActions';
import { Progress, State } from '../parts/RunStatus';
import { StratumPicker } from '../parts/StratumPicker';

const lines = ['survival', 'prev_cac_positive', 'prev_cac_over_400', 'prev_avc_positive', 'prev_dialysis', 'rate_deaths'] as const;
const stenosis = ['mild', 'moderate', 'severe'].map((stage) => `prev_stenosis_${stage}`);
const replaced = 'prev_valve_replaced';
const causes = ['ischaemic_heart', 'stroke', 'heart_failure', 'aortic_stenosis', 'cancer', 'kidney', 'dialysis', 'other'].map((cause) => `rate_deaths_${cause}`);

export default function RunPage({ id }: { id: string }) {
  useTitle(id);
  const { run, table, error, lost, again } = useRun(id);
  const [, go] = useLocation();
  if (error) return <p role="alert" className="error card">{error}</p>;
  if (!run) return <p className="muted">Loading …</p>;
  return (
    <>
      <div className="head">
        <h1>{run.id}</h1>
        <State run={run} />
      </div>
      <p className="question">{run.question}</p>
      {lost && (
        <p role="alert" className="error">
          The server does not answer; trying again.
        </p>
      )}
      {run.state !== 'completed' && <Progress run={run} />}
      {run.error && <p className="error card">{run.error}</p>}
      <div className="head">
        <span className="actions">
          <Link href={`/runs/${run.id}/patients/0`} className="button">
            Open a patient
          </Link>
          <Link href={`/scenario?from=${encodeURIComponent(run.id)}`} className="button">
            Edit and run again
          </Link>
          {run.state === 'completed' && (
            <Link href={`/compare?runs=${encodeURIComponent(run.id)}`} className="button">
              Compare
            </Link>
          )}
        </span>
        <RunActions run={run} done={again} removed={() => go('/')} />
      </div>
      <Outcomes run={run} table={table} />
      <Files run={run} />
    </>
  );
}

function Outcomes({ run, table }: { run: Run; table: number }) {
  const dictionary = useDictionary();
  const { dark } = useTheme();
  const [stratum, choose] = useState('');
  const [differences, setDifferences] = useState(false);
  const [arm, setArm] = useState(run.arms[0] ?? '');
  const [marker, setMarker] = useState('mean_cac');
  const outcomes = useMemo(() => [...lines, ...stenosis, replaced, ...causes, marker], [marker]);
  const live = run.state === 'running' || run.state === 'completed' || run.resumable;
  const { value: series, error } = useFetched(live ? `${table} ${stratum} ${marker}` : null, (signal) => api.outcomes(run.id, outcomes, stratum, signal));
  const markers = useMemo(() => [...dictionary.values()].filter((entry) => entry.table === 'series' && entry.name.startsWith('mean_')), [dictionary]);
  const chart = (outcome: string, title?: string) => outcomeChart(series, { outcome, differences, dark, ...(title ? { title } : {}) }, dictionary);
  const colours = stages(dark);
  if (!live) return <p className="card muted">Outcomes appear here when the run is at work.</p>;
  return (
    <section aria-labelledby="outcomes">
      <h2 id="outcomes">Outcomes</h2>
      <div className="card bar">
        <StratumPicker dimensions={run.strata} stratum={stratum} choose={choose} />
        <fieldset className="controls">
          <legend>Show</legend>
          {run.arms.length > 1 && (
            <label className="check">
              <input type="checkbox" checked={differences} onChange={(event) => setDifferences(event.target.checked)} />
              difference from {run.arms[0]}
            </label>
          )}
          <label>
            Arm of stacked charts
            <select value={arm} onChange={(event) => setArm(event.target.value)}>
              {run.arms.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
        </fieldset>
        <p className="muted" aria-live="polite">
          {series ? `${seen(run, series)}; bands are 95 % intervals of Monte Carlo error.` : run.state === 'running' ? 'Waiting for the first patients …' : ''}
          {error && !series ? ` ${error}` : ''}
        </p>
      </div>
      <div className="charts">
        <Chart model={chart('survival', 'Alive')} />
        <Chart model={chart('rate_deaths', 'Deaths, all causes')} />
        <Chart model={chart('prev_cac_positive', 'Coronary calcium')} />
        <Chart model={chart('prev_cac_over_400', 'Coronary calcium over 400 AU')} />
        <Chart model={chart('prev_avc_positive', 'Aortic valve calcium')} />
        <Chart
          model={stackedChart(
            series,
            arm,
            `Aortic stenosis, ${arm}`,
            'Stages of stenosis of the own valve, and replaced valves, share of the living.',
            [...stenosis, replaced].map((outcome, i) => ({ outcome, name: ['mild', 'moderate', 'severe', 'valve replaced'][i] as string, colour: colours[i] as string })),
            dictionary,
          )}
        />
        <Chart model={chart('prev_dialysis', 'On dialysis')} />
        <Chart
          model={stackedChart(
            series,
            arm,
            `Deaths by cause, ${arm}`,
            'Deaths by cause per 1000 person-years lived in the year.',
            causes.map((outcome, i) => ({ outcome, name: outcome.replace('rate_deaths_', '').replaceAll('_', ' '), colour: armColour(i, dark) })),
            dictionary,
          )}
        />
        <Chart model={chart(marker, `${nameOf(marker.replace('mean_', ''))}, mean`)}>
          <label className="controls">
            Biomarker
            <select value={marker} onChange={(event) => setMarker(event.target.value)}>
              {markers.map((entry) => (
                <option key={entry.name} value={entry.name} title={entry.meaning}>
                  {nameOf(entry.name.replace('mean_', ''))}
                </option>
              ))}
            </select>
          </label>
        </Chart>
        <Throughput run={run} table={table} />
      </div>
      {run.strata.includes('age_band') && run.strata.includes('sex') && <PyramidOf run={run} table={table} arm={arm} dark={dark} />}
    </section>
  );
}

const seen = (run: Run, series: RunSeries): string =>
  series.complete || run.state === 'completed'
    ? `${format(series.patients)} patients`
    : run.state === 'running'
      ? `${format(series.patients)} patients so far`
      : `Partial: only the ${format(series.patients)} of ${format(run.patients)} patients that were simulated before the run stopped`;

function PyramidOf({ run, table, arm, dark }: { run: Run; table: number; arm: string; dark: boolean }) {
  const [year, setYear] = useState(run.years);
  const { value: pyramid } = useFetched(`${table} ${arm} ${year}`, (signal) => api.pyramid(run.id, arm, year, signal));
  const calendarYear = run.startYear + year - 1;
  return (
    <>
      <label className="controls slider">
        Year of the pyramid ({arm})
        <input type="range" min={0} max={run.years} value={year} aria-valuetext={String(calendarYear)} onChange={(event) => setYear(Number(event.target.value))} />
        <output>{calendarYear}</output>
      </label>
      {pyramid && <PyramidChart pyramid={pyramid} dark={dark} calendarYear={calendarYear} />}
    </>
  );
}

function Throughput({ run, table }: { run: Run; table: number }) {
  const { dark } = useTheme();
  const { value: points } = useFetched(`${table}`, () => api.throughput(run.id));
  if (!points || points.length < 4) return null;
  const rates = points.slice(1).map((point, i) => {
    const before = points[i] as (typeof points)[number];
    return point.seconds > before.seconds ? Math.round((point.patientYears - before.patientYears) / (point.seconds - before.seconds)) : null;
  });
  return (
    <Chart
      model={{
        title: 'Throughput',
        meaning: 'Patient-years simulated a second, by time since the run was last started. Years that arms share count once.',
        xName: 'seconds',
        unit: 'patient-years/s',
        x: points.slice(1).map((point) => Math.round(point.seconds * 10) / 10),
        series: [{ name: 'patient-years/s', values: rates, colour: armColour(0, dark) }],
      }}
    />
  );
}

function Files({ run }: { run: Run }) {
  if (run.files.length === 0) return null;
  return (
    <section className="card" aria-label="Files">
      <h2>Files</h2>
      <ul className="files">
        {run.files.map((file) => (
          <li key={file.name}>
            <a href={api.file(run.id, file.name)} download>
              {file.name}
            </a>{' '}
            <small className="muted">{format(file.bytes)} bytes</small>
          </li>
        ))}
      </ul>
      <p className="muted">
        Plan <code>{run.planId.slice(0, 12)}</code> · model version {run.modelVersion} · seed {run.seed}: the same three give the same bytes on any machine.
      </p>
    </section>
  );
}
