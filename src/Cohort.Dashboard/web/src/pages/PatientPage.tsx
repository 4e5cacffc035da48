import { useEffect, useMemo, useState, type FormEvent } from 'react';
import { Link, useLocation } from 'wouter';
import { api, type CareChange, type Intervention, type PatientArm, type PatientAtBaseline, type Run } from '../api/client';
import { useDictionary, useFetched } from '../api/hooks';
import { useTitle } from '../app/Layout';
import { useTheme } from '../app/theme';
import { Chart } from '../charts/Chart';
import type { ChartModel } from '../charts/model';
import { format } from '../charts/model';
import { nameOf } from '../charts/names';
import { armColour, dashes } from '../charts/palette';
import { Timeline } from '../parts/Timeline';

const panels: readonly (readonly [string, readonly string[]])[] = [
  ['Kidney', ['egfr', 'albuminuria']],
  ['Mineral hormones', ['phosphate', 'calcium', 'pth', 'fgf23', 'calcitriol', 'vitamin_d_25']],
  ['Diabetes and pressure', ['hba1c', 'age_burden', 'systolic']],
  ['Inhibitors', ['mgp', 'ppi', 'fetuin', 'tnap']],
  ['Smooth muscle', ['osteogenic', 'vesicles']],
  ['Artery', ['medial_calcium', 'plaque', 'cac', 'pwv']],
  ['Valve', ['leaflet_injury', 'avc', 'peak_velocity', 'mean_gradient', 'valve_area']],
  ['Bone', ['bone_turnover', 'bone_density']],
];

export default function PatientPage({ id, number }: { id: string; number: number }) {
  useTitle(`Patient ${number} of ${id}`);
  const { value: run, error: runError } = useFetched(id, () => api.run(id));
  const { value: patient, error } = useFetched(run ? `${id} ${number}` : null, () => api.patient(id, number));
  const [changes, setChanges] = useState<CareChange[]>([]);
  const [base, setBase] = useState<string | null>(null);
  const arm = base ?? run?.arms[0] ?? '';
  const { value: whatIf, error: refused } = useFetched(
    run && changes.length > 0 ? `${number} ${arm} ${JSON.stringify(changes)}` : null, (signal) => api.whatIf(id, number, changes, arm, signal));
  const arms = useMemo(
    () => [...(patient?.arms ?? []), ...(changes.length > 0 && whatIf?.id === number ? whatIf.arms : [])],
    [patient, whatIf, changes, number],
  );
  if (runError ?? (error && !patient)) return <p role="alert" className="error card">{runError ?? error}</p>;
  if (!run) return <p className="muted">Loading …</p>;
  return (
    <>
      <div className="head">
        <h1>Patient {number}</h1>
        <Link href={`/runs/${id}`} className="button">
          Back to {id}
        </Link>
      </div>
      <Finder run={run} number={number} />
      {arms[0] && <Baseline arm={arms[0]} />}
      <WhatIf run={run} changes={changes} change={setChanges} arm={arm} setBase={setBase} refused={refused} />
      {arms.length > 0 && <Life run={run} arms={arms} />}
    </>
  );
}

function Finder({ run, number }: { run: Run; number: number }) {
  const [, go] = useLocation();
  const [wanted, want] = useState(String(number));
  const [found, setFound] = useState<PatientAtBaseline[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  useEffect(() => want(String(number)), [number]);
  const open = (event: FormEvent) => {
    event.preventDefault();
    go(`/runs/${run.id}/patients/${Math.max(0, Math.min(run.patients - 1, Math.trunc(Number(wanted)) || 0))}`);
  };
  const search = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const like = ['age', 'sex', 'ckd_stage', 'diabetes', 'warfarin'].filter((name) => form.get(name)).map((name) => `${name}:${form.get(name)}`).join(';');
    setError(null);
    api.like(run.id, like).then(setFound, (failure: unknown) => setError(failure instanceof Error ? failure.message : String(failure)));
  };
  const choice = (name: string, label: string, options: readonly string[]) => (
    <label>
      {label}
      <select name={name}>
        <option value="">any</option>
        {options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
    </label>
  );
  return (
    <section className="card bar" aria-label="Find a patient">
      <form className="controls" onSubmit={open}>
        <label>
          Number
          <input type="number" min={0} max={run.patients - 1} value={wanted} onChange={(event) => want(event.target.value)} />
        </label>
        <button>Open</button>
        <button type="button" disabled={number === 0} onClick={() => go(`/runs/${run.id}/patients/${number - 1}`)} aria-label="Previous patient">
          ‹
        </button>
        <button type="button" disabled={number >= run.patients - 1} onClick={() => go(`/runs/${run.id}/patients/${number + 1}`)} aria-label="Next patient">
          ›
        </button>
      </form>
      <form className="controls" onSubmit={search}>
        <strong>or someone like</strong>
        <label>
          Age
          <input name="age" type="number" min={20} max={110} />
        </label>
        {choice('sex', 'Sex', ['female', 'male'])}
        {choice('ckd_stage', 'CKD stage', ['G1', 'G2', 'G3a', 'G3b', 'G4', 'G5', 'G5D', 'G5T'])}
        {choice('diabetes', 'Diabetes', ['yes', 'no'])}
        {choice('warfarin', 'On warfarin', ['yes', 'no'])}
        <button>Find</button>
      </form>
      {error && <p role="alert" className="error">{error}</p>}
      {found && (
        <p aria-live="polite" className="found">
          {found.length === 0 && 'Nobody like that among the first 20,000 patients.'}
          {found.map((patient) => (
            <Link
              key={patient.id}
              href={`/runs/${run.id}/patients/${patient.id}`}
              className="button small"
              title={`eGFR ${patient.egfr}, CAC ${format(patient.cac)} AU, AVC ${format(patient.avc)} AU`}
            >
              {patient.id}: {patient.sex}, {patient.age}, {patient.ckdStage}
              {patient.diabetes ? ', diabetes' : ''}
              {patient.warfarin ? ', warfarin' : ''}
            </Link>
          ))}
        </p>
      )}
    </section>
  );
}

function Baseline({ arm }: { arm: PatientArm }) {
  const at = (name: string): number => arm.variables[name]?.[0] ?? 0;
  const words = [
    `${at('female') === 1 ? 'woman' : 'man'} of ${at('age')}`,
    `eGFR ${format(at('egfr'))} mL/min/1.73m²`,
    at('dialysis') === 1 ? 'on dialysis' : '',
    at('diabetes') === 1 ? `diabetes (HbA1c ${format(at('hba1c'))} %)` : 'no diabetes',
    at('anticoagulant') === 1 ? 'on warfarin' : at('anticoagulant') === 2 ? 'on a DOAC' : '',
    at('smoker') === 1 ? 'smoker' : '',
    `CAC ${format(at('cac'))} AU`,
    `AVC ${format(at('avc'))} AU`,
  ].filter(Boolean);
  return <p className="question">At baseline a {words.join(', ')}.</p>;
}

const quick = ['warfarin', 'stop_anticoagulant', 'warfarin_to_doac', 'phosphate_binder', 'calcium_binder', 'vitamin_d', 'active_vitamin_d', 'glucose_control', 'vitamin_k', 'crystal_growth_inhibitor'];

interface WhatIfProps {
  run: Run;
  changes: readonly CareChange[];
  change: (changes: CareChange[]) => void;
  arm: string;
  setBase: (arm: string) => void;
  refused: string | null;
}

function WhatIf({ run, changes, change, arm, setBase, refused }: WhatIfProps) {
  const { value: kinds } = useFetched('kinds', () => api.interventions());
  const [what, setWhat] = useState('warfarin');
  const sorted = useMemo(() => [...(kinds ?? [])].sort((a, b) => rank(a) - rank(b)), [kinds]);
  const set = (index: number, next: Partial<CareChange>) => change(changes.map((one, i) => (i === index ? { ...one, ...next } : one)));
  return (
    <section className="card" aria-label="What if">
      <h2 title="The patient is simulated again with the same chance events, so that what differs is due to the care.">What if?</h2>
      <div className="controls">
        <label>
          Beside the care of
          <select value={arm} onChange={(event) => setBase(event.target.value)}>
            {run.arms.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <label>
          Care
          <select aria-label="Kind of care" value={what} onChange={(event) => setWhat(event.target.value)}>
            {sorted.map((kind) => (
              <option key={kind.what} value={kind.what} title={kind.meaning}>
                {kind.what.replaceAll('_', ' ')}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          className="primary"
          disabled={changes.some((one) => one.what === what)}
          onClick={() => change([...changes, { what, from: run.startYear + Math.min(2, run.years - 1), until: null, dose: sorted.find((kind) => kind.what === what)?.usualDose ?? null }])}
        >
          Add
        </button>
        {changes.length > 0 && (
          <button type="button" onClick={() => change([])}>
            Clear
          </button>
        )}
      </div>
      {changes.map((one, i) => {
        const kind = kinds?.find((candidate) => candidate.what === one.what);
        return (
          <div className="controls slider" key={one.what}>
            <strong title={kind?.meaning}>{one.what.replaceAll('_', ' ')}</strong>
            <label>
              from
              <input type="range" aria-label={`Year from which ${one.what.replaceAll('_', ' ')} is given`} min={run.startYear} max={run.startYear + run.years - 1} value={one.from ?? run.startYear} onChange={(event) => set(i, { from: Number(event.target.value) })} />
              <output>{one.from}</output>
            </label>
            {kind && kind.unit !== '' && (
              <label title={kind.doseMeaning}>
                dose, {kind.unit}
                <input type="number" step="any" min={kind.minDose} max={kind.maxDose} value={one.dose ?? kind.usualDose} onChange={(event) => set(i, { dose: Number(event.target.value) })} />
              </label>
            )}
            <button type="button" className="quiet" onClick={() => change(changes.filter((_, at) => at !== i))} aria-label={`Remove ${one.what.replaceAll('_', ' ')}`}>
              Remove
            </button>
          </div>
        );
      })}
      {refused && changes.length > 0 && <p role="alert" className="error">{refused}</p>}
    </section>
  );
}

const rank = (kind: Intervention): number => {
  const at = quick.indexOf(kind.what);
  return at < 0 ? quick.length : at;
};

function Life({ run, arms }: { run: Run; arms: readonly PatientArm[] }) {
  const dictionary = useDictionary();
  const { dark } = useTheme();
  const years = useMemo(() => Array.from({ length: run.years + 1 }, (_, i) => run.startYear + i - 1), [run]);
  const model = (variable: string): ChartModel => {
    const entry = dictionary.get(variable);
    return {
      title: nameOf(variable),
      meaning: entry?.meaning ?? variable,
      xName: 'calendar year',
      unit: entry?.unit ?? '',
      x: years,
      series: arms.map((arm, i) => ({ name: arm.name, values: years.map((_, year) => arm.variables[variable]?.[year] ?? null), colour: armColour(i, dark), dash: dashes[i % dashes.length] as 'solid' })),
    };
  };
  return (
    <>
      <section className="card" aria-label="Events">
        <h2>Events</h2>
        <Timeline arms={arms} from={run.startYear - 1} to={run.startYear + run.years - 1} dark={dark} dictionary={dictionary} />
      </section>
      {panels.map(([name, variables]) => (
        <section key={name} aria-label={name}>
          <h2>{name}</h2>
          <div className="charts small">
            {variables.map((variable) => (
              <Chart key={variable} model={model(variable)} />
            ))}
          </div>
        </section>
      ))}
    </>
  );
}
