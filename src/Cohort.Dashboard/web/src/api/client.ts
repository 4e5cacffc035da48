import type { components } from './schema';

type Schemas = components['schemas'];
export type Run = Required<Schemas['RunView']>;
export type RunState = Schemas['RunState'];
export type RunSeries = Schemas['RunSeries'];
export type Series = Schemas['Series'];
export type Pyramid = Schemas['Pyramid'];
export type ThroughputPoint = Schemas['ThroughputPoint'];
export type PatientView = Schemas['PatientView'];
export type PatientArm = Schemas['PatientArm'];
export type PatientAtBaseline = Schemas['PatientAtBaseline'];
export type CareChange = Schemas['CareChange'];
export type Intervention = Schemas['InterventionView'];
export type DictionaryEntry = Schemas['DictionaryEntry'];
export type ScenarioView = Schemas['ScenarioView'];
export type ScenarioCheck = Schemas['ScenarioCheck'];
export type About = Schemas['AboutView'];

/** An answer of the server that says no, in the words of the command line. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

async function ask(path: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(path, { ...init, headers: { 'X-Cohort': '1', ...init?.headers } });
  if (response.ok) return response;
  let detail = response.statusText;
  try {
    const problem = (await response.json()) as { detail?: string; title?: string };
    detail = problem.detail ?? problem.title ?? detail;
  } catch {
    // No problem details: the status must do.
  }
  throw new Refusal(response.status, detail);
}

const json = async <T>(path: string, init?: RequestInit): Promise<T> => (await ask(path, init)).json() as Promise<T>;
const yaml = (text: string): RequestInit => ({ method: 'POST', body: text, headers: { 'Content-Type': 'application/yaml' } });
const query = (values: Record<string, string | number | undefined>): string => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== undefined && value !== '') search.set(name, String(value));
  return search.size > 0 ? `?${search}` : '';
};
const runPath = (id: string): string => `/api/runs/${encodeURIComponent(id)}`;

export const api = {
  about: () => json<About>('/api/about'),
  dictionary: () => json<DictionaryEntry[]>('/api/dictionary'),
  interventions: () => json<Intervention[]>('/api/interventions'),
  runs: () => json<Run[]>('/api/runs'),
  run: (id: string) => json<Run>(runPath(id)),
  start: (scenario: string) => json<{ id: string }>('/api/runs', yaml(scenario)),
  cancel: (id: string) => ask(`${runPath(id)}/cancel`, { method: 'POST' }),
  resume: (id: string) => ask(`${runPath(id)}/resume`, { method: 'POST' }),
  remove: (id: string) => ask(runPath(id), { method: 'DELETE' }),
  outcomes: (id: string, outcomes: readonly string[], stratum: string, signal?: AbortSignal) =>
    json<RunSeries>(`${runPath(id)}/outcomes${query({ outcomes: outcomes.join(','), stratum })}`, signal ? { signal } : undefined),
  pyramid: (id: string, arm: string, year: number, signal?: AbortSignal) =>
    json<Pyramid>(`${runPath(id)}/pyramid${query({ arm, year })}`, signal ? { signal } : undefined),
  throughput: (id: string) => json<ThroughputPoint[]>(`${runPath(id)}/throughput`),
  scenarioOf: async (id: string) => (await ask(`${runPath(id)}/scenario`)).text(),
  patient: (id: string, number: number) => json<PatientView>(`${runPath(id)}/patients/${number}`),
  whatIf: (id: string, number: number, changes: readonly CareChange[], arm: string, signal?: AbortSignal) =>
    json<PatientView>(`${runPath(id)}/patients/${number}/what-if`, {
      method: 'POST',
      body: JSON.stringify({ changes, arm }),
      headers: { 'Content-Type': 'application/json' },
      ...(signal ? { signal } : {}),
    }),
  like: (id: string, like: string) => json<PatientAtBaseline[]>(`${runPath(id)}/patients${query({ like, limit: 20 })}`),
  scenarios: () => json<ScenarioView[]>('/api/scenarios'),
  scenario: async (name: string) => (await ask(`/api/scenarios/${encodeURIComponent(name)}`)).text(),
  check: (text: string, signal?: AbortSignal) => json<ScenarioCheck>('/api/scenarios/check', { ...yaml(text), ...(signal ? { signal } : {}) }),
  file: (id: string, name: string): string => `${runPath(id)}/files/${encodeURIComponent(name)}`,
};
