import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PatientArm, Pyramid, Run } from '../src/api/client';
import { Editor } from '../src/parts/Editor';
import { Progress, State } from '../src/parts/RunStatus';
import { PyramidChart, ticks } from '../src/parts/PyramidChart';
import { StratumPicker } from '../src/parts/StratumPicker';
import { Timeline } from '../src/parts/Timeline';

afterEach(cleanup);

describe('the editor', () => {
  it('marks the lines with problems and numbers all', () => {
    const { container } = render(<Editor text={'a\nb\nc'} change={() => undefined} marks={new Map([[2, 'wrong']])} goTo={() => undefined} />);
    const lines = [...container.querySelectorAll('li')];
    expect(lines).toHaveLength(3);
    expect(lines[1]?.className).toBe('marked');
    expect(lines[1]?.title).toBe('wrong');
    expect(screen.getByLabelText('Scenario (YAML)').getAttribute('aria-invalid')).toBe('true');
  });

  it('keeps the indentation of a new line', () => {
    const change = vi.fn();
    render(<Editor text={'arms:\n  - name: x'} change={change} marks={new Map()} goTo={() => undefined} />);
    const area = screen.getByLabelText<HTMLTextAreaElement>('Scenario (YAML)');
    area.setSelectionRange(area.value.length, area.value.length);
    fireEvent.keyDown(area, { key: 'Enter' });
    expect(change).toHaveBeenCalledWith('arms:\n  - name: x\n    ');
  });

  it('jumps to a line', () => {
    let jump: (line: number) => void = () => undefined;
    render(<Editor text={'one\ntwo\nthree'} change={() => undefined} marks={new Map()} goTo={(go) => (jump = go)} />);
    jump(2);
    const area = screen.getByLabelText<HTMLTextAreaElement>('Scenario (YAML)');
    expect(area.value.slice(area.selectionStart, area.selectionEnd)).toBe('two');
  });
});

describe('the stratum', () => {
  it('is put together from its dimensions', () => {
    const choose = vi.fn();
    render(<StratumPicker dimensions={['sex', 'ckd_stage']} stratum="sex=female" choose={choose} />);
    fireEvent.change(screen.getByLabelText('CKD stage', { exact: false }), { target: { value: 'G4' } });
    expect(choose).toHaveBeenCalledWith('sex=female;ckd_stage=G4');
    fireEvent.change(screen.getByLabelText('Sex', { exact: false }), { target: { value: '' } });
    expect(choose).toHaveBeenLastCalledWith('');
  });
});

describe('a run', () => {
  const run = { id: 'r', state: 'queued', queuePosition: 2, patients: 100, patientsDone: 25, patientYearsPerSecond: 1e6, secondsLeft: 12 } as Run;
  it('tells its state in words and its place in the queue', () => {
    render(<State run={run} />);
    expect(screen.getByText(/queued/).textContent).toContain('(place 2)');
  });
  it('tells its progress', () => {
    render(<Progress run={{ ...run, state: 'running' }} />);
    expect(screen.getByRole('progressbar').getAttribute('value')).toBe('0.25');
    expect(screen.getByText(/25 of 100 patients/).textContent).toContain('12 s left');
  });
});

describe('the time line', () => {
  const arm: PatientArm = {
    name: 'usual',
    years: [0, 1],
    calendarYears: [2017, 2018],
    variables: {},
    events: [
      { year: 1, calendarYear: 2018, age: 70, kind: 'stroke', detail: '' },
      { year: 1, calendarYear: 2018, age: 70, kind: 'death', detail: 'heart_failure' },
    ],
    aliveAtEnd: false,
  };
  it('lists events in words for whoever does not see the picture', () => {
    render(<Timeline arms={[arm]} from={2017} to={2037} dark={false} dictionary={new Map()} />);
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['2018 (age 70): stroke', '2018 (age 70): death, heart failure']);
  });
});

describe('the pyramid', () => {
  const band = (ageBand: string, sex: string, people: number) => ({ ageBand, sex, people, cacZero: people - 100, cacLow: 60, cacModerate: 30, cacHigh: 10 });
  const pyramid: Pyramid = { arm: 'usual', year: 1, bands: [band('20-29', 'female', 900), band('20-29', 'male', 1000), band('30-39', 'female', 1234), band('30-39', 'male', 700)] };
  it('has an axis of round numbers to both sides', () => {
    expect(ticks(1)).toEqual([0, 1]);
    expect(ticks(1234)).toEqual([0, 500, 1000]);
    expect(ticks(4999)).toEqual([0, 1000, 2000, 3000, 4000]);
    expect(ticks(95_000)).toEqual([0, 20_000, 40_000, 60_000, 80_000]);
    render(<PyramidChart pyramid={pyramid} dark={false} calendarYear={2018} />);
    expect(screen.getAllByText('1,000')).toHaveLength(2);
  });
  it('shows its numbers as a table', () => {
    const { container } = render(<PyramidChart pyramid={pyramid} dark={false} calendarYear={2018} />);
    fireEvent.click(screen.getByRole('button', { name: 'Table' }));
    expect(container.querySelector('svg.pyramid')).toBeNull();
    expect([...(container.querySelectorAll('tbody tr')[2]?.children ?? [])].map((cell) => cell.textContent)).toEqual(['30-39', 'women', '1,234', '1,134', '60', '30', '10']);
  });
});
