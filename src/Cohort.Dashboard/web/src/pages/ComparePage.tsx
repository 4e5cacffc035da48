import { useMemo, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { api, type Run, type RunSeries } from '../api/client';
import { useDictionary, useFetched, useRuns } from '../api/hooks';
import { useTitle } from '../app/Layout';
import { useTheme } from '../app/theme';
import { Chart } from '../charts/Chart';
import { format, type ChartModel } from '../charts/model';
import { armColour, dashes } from '../charts/palette';
import { titleOf } from '../charts/series';

const usual = ['survival', 'prev_cac_positive', 'prev_cac_over_400', 'prev_avc_positive', 'prev_stenosis_severe', 'prev_dialysis', 'mean_cac', 'mean_medial_calcium', 'rate_deaths'];

/** Finished runs side by side: every arm of every run in one chart an outcome. */
export default function ComparePage() {
  useTitle('Compare');
  const { runs } = useRuns();
  const [, go] = useLocation();
  const chosen = useMemo(() => new Set((new URLSearchParams(window.location.search).get('runs') ?? '').split(',').filter(Boolean)), [useSearch()]);
  const finished = (runs ?? []).filter((run) => run.state === 'completed');
  const shown = [...chosen].flatMap((id) => finished.filter((run) => run.id === id));
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    go(`/compare?runs=${[...next].map(encodeURIComponent).join(',')}`, { replace: true });
  };
  return (
    <>
      <h1>Compare</h1>
      <fieldset className="card controls">
        <legend>Finished runs</legend>
        {runs && finished.length === 0 && <span className="muted">none yet</span>}
        {finished.map((run) => (
          <label key={run.id} className="check">
            <input type="checkbox" checked={chosen.has(run.id)} onChange={() => toggle(run.id)} /> {run.id}
          </label>
        ))}
      </fieldset>
      {shown.length === 0 ? <p className="muted">Choose two or more.</p> : <Side runs={shown} />}
    </>
  );
}

interface Loaded {
  run: Run;
  series: RunSeries;
}

function Side({ runs }: { runs: readonly Run[] }) {
  const dictionary = useDictionary();
  const { dark } = useTheme();
  const [more, setMore] = useState('');
  const outcomes = useMemo(() => [...usual, ...(more && !usual.includes(more) ? [more] : [])], [more]);
  const { value: loaded, error } = useFetched(`${runs.map((run) => run.id).join(' ')} ${more}`, (signal) =>
    Promise.all(runs.map(async (run): Promise<Loaded> => ({ run, series: await api.outcomes(run.id, outcomes, '', signal) }))),
  );
  const warnings = notAlike(runs);
  const series = (loaded ?? []).flatMap(({ run, series: one }) => one.arms.map((arm) => ({ run, one, arm })));
  const years = [...new Set(series.flatMap(({ one }) => one.calendarYears))].sort((a, b) => a - b);
  const chart = (outcome: string): ChartModel => {
    const entry = dictionary.get(outcome);
    return {
      title: titleOf(outcome, dictionary),
      meaning: entry?.meaning ?? outcome,
      xName: 'calendar year',
      unit: entry?.unit ?? '',
      percent: entry?.unit === 'share',
      x: years,
      series: series.map(({ run, one, arm }, i) => {
        const values = arm.outcomes.find((candidate) => candidate.outcome === outcome);
        const at = (list: readonly (number | null)[] | undefined) => years.map((year) => list?.[one.calendarYears.indexOf(year)] ?? null);
        return { name: runs.length > 1 ? `${run.id}: ${arm.name}` : arm.name, values: at(values?.value), low: at(values?.low), high: at(values?.high), colour: armColour(i, dark), dash: dashes[i % dashes.length] as 'solid' };
      }),
    };
  };
  return (
    <>
      {warnings.map((warning) => (
        <p key={warning} className="card warning">
          {warning}
        </p>
      ))}
      {error && <p role="alert" className="error">{error}</p>}
      <label className="controls">
        One more outcome
        <select value={more} onChange={(event) => setMore(event.target.value)}>
          <option value="">none</option>
          {[...dictionary.values()].filter((entry) => entry.table === 'series').map((entry) => (
            <option key={entry.name} value={entry.name}>
              {entry.name.replaceAll('_', ' ')}
            </option>
          ))}
        </select>
      </label>
      <div className="scroll card" tabIndex={0} role="region" aria-label="Outcomes at the horizon">
        <table>
          <caption>At the horizon of each run</caption>
          <thead>
            <tr>
              <th scope="col">Outcome</th>
              {series.map(({ run, arm }) => (
                <th scope="col" key={`${run.id} ${arm.name}`}>
                  {run.id}
                  <br />
                  {arm.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {outcomes.map((outcome) => {
              const share = dictionary.get(outcome)?.unit === 'share';
              return (
                <tr key={outcome}>
                  <th scope="row" title={dictionary.get(outcome)?.meaning}>
                    {titleOf(outcome, dictionary)} <small>{share ? '%' : dictionary.get(outcome)?.unit}</small>
                  </th>
                  {series.map(({ run, arm }) => {
                    const one = arm.outcomes.find((candidate) => candidate.outcome === outcome);
                    const last = (list: readonly (number | null)[] | undefined) => {
                      const value = list?.[list.length - 1];
                      return value === null || value === undefined ? null : share ? value * 100 : value;
                    };
                    return (
                      <td key={`${run.id} ${arm.name}`}>
                        {format(last(one?.value))}
                        {last(one?.low) !== null && (
                          <small className="muted">
                            {' '}
                            {format(last(one?.low))} to {format(last(one?.high))}
                          </small>
                        )}
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <h2>Year by year</h2>
      <div className="charts">
        {outcomes.map((outcome) => (
          <Chart key={outcome} model={chart(outcome)} />
        ))}
      </div>
    </>
  );
}

/** What makes runs less than comparable, in words. */
export function notAlike(runs: readonly Run[]): string[] {
  const differs = (of: (run: Run) => string | number): boolean => new Set(runs.map(of)).size > 1;
  return [
    differs((run) => run.population) ? 'The runs have different populations: what differs between them is not due to care alone.' : '',
    differs((run) => run.seed) ? 'The runs have different seeds: their patients meet different chance events.' : '',
    differs((run) => run.modelVersion) ? 'The runs were made by different versions of the model.' : '',
    differs((run) => run.years) || differs((run) => run.startYear) ? 'The runs cover different years: the table shows each at its own horizon.' : '',
  ].filter(Boolean);
}
