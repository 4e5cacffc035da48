import { describe, expect, it } from 'vitest';
import type { DictionaryEntry, Run, RunSeries } from '../src/api/client';
import { format, toCsv, type ChartModel } from '../src/charts/model';
import { nameOf } from '../src/charts/names';
import { toOption, tooltip, type Look } from '../src/charts/option';
import { outcomeChart, stackedChart, titleOf } from '../src/charts/series';
import { notAlike } from '../src/pages/ComparePage';
import { duration } from '../src/parts/RunStatus';

const look: Look = { text: '#000', muted: '#888', grid: '#ddd', background: '#fff', still: true };
const model: ChartModel = {
  title: 'Alive',
  meaning: 'Alive at the end of the year',
  xName: 'calendar year',
  unit: 'share',
  percent: true,
  x: [2018, 2019],
  series: [{ name: 'usual, care', values: [1, 0.98], low: [1, 0.97], high: [1, 0.99], colour: '#123456' }],
};
const dictionary = new Map<string, DictionaryEntry>([
  ['prev_dialysis', { name: 'prev_dialysis', unit: 'share', meaning: 'On maintenance dialysis, share of the living', table: 'series', group: '' }],
  ['rate_deaths', { name: 'rate_deaths', unit: '1/1000 a', meaning: 'Deaths from all causes, per 1000 person-years lived in the year', table: 'series', group: '' }],
]);
const one = (outcome: string, value: number[]) => ({ outcome, unit: 'share', value, low: value.map((v) => v - 0.01), high: value.map((v) => v + 0.01) });
const series: RunSeries = {
  version: 3,
  complete: false,
  patients: 100,
  years: [0, 1],
  calendarYears: [2017, 2018],
  arms: [
    { name: 'usual', outcomes: [one('prev_dialysis', [0.1, 0.2])], differences: [] },
    { name: 'binder', outcomes: [one('prev_dialysis', [0.1, 0.15])], differences: [one('prev_dialysis', [0, -0.05])] },
  ],
};

describe('numbers', () => {
  it('are short, parted by thousands, and a dash where undefined', () => {
    expect(format(1234567)).toBe('1,234,567');
    expect(format(0.123456)).toBe('0.1235');
    expect(format(null)).toBe('–');
    expect(format(Number.NaN)).toBe('–');
    expect(format(0)).toBe('0');
    expect(format(0.00001)).toBe('1.00e-5');
  });

  it('of time are in the unit that fits', () => {
    expect(duration(12.4)).toBe('12 s');
    expect(duration(600)).toBe('10 min');
    expect(duration(36000)).toBe('10 h');
  });
});

describe('a chart', () => {
  it('gives its data as CSV, quoted where needed, in the units of the server', () => {
    expect(toCsv(model)).toBe('calendar year,"usual, care","usual, care low","usual, care high"\n2018,1,1,1\n2019,0.98,0.97,0.99\n');
  });

  it('draws a band from the lower to the upper end', () => {
    const drawn = toOption(model, look)['series'] as { name: string; data: number[]; stack?: string }[];
    expect(drawn.map((s) => s.name)).toEqual(['usual, care low', 'usual, care band', 'usual, care']);
    expect(drawn[0]?.data[1]).toBeCloseTo(97);
    expect(drawn[1]?.data[1]).toBeCloseTo(2);
    expect(drawn[0]?.stack).toBe(drawn[1]?.stack);
    expect(drawn[2]?.stack).toBeUndefined();
  });

  it('tells value and interval on hover, and escapes names', () => {
    const text = tooltip({ ...model, series: [{ ...model.series[0]!, name: '<img>' }] }, [{ seriesName: '', dataIndex: 1 }]);
    expect(text).toContain('<b>98</b> <small>(97 to 99)</small>');
    expect(text).not.toContain('<img>');
  });

  it('has an arm a line, and differences only for arms that have them', () => {
    const levels = outcomeChart(series, { outcome: 'prev_dialysis', differences: false, dark: false }, dictionary);
    expect(levels.series.map((s) => s.name)).toEqual(['usual', 'binder']);
    expect(levels.percent).toBe(true);
    const differences = outcomeChart(series, { outcome: 'prev_dialysis', differences: true, dark: false }, dictionary);
    expect(differences.series.map((s) => [s.name, s.values[1]])).toEqual([['binder − usual', -0.05]]);
    expect(differences.series[0]?.colour).toBe(levels.series[1]?.colour);
  });

  it('stacks the outcomes of one arm', () => {
    const stacked = stackedChart(series, 'binder', 'Dialysis', '', [{ outcome: 'prev_dialysis', name: 'dialysis', colour: '#000' }], dictionary);
    expect(stacked.series[0]).toMatchObject({ stacked: true, values: [0.1, 0.15] });
  });

  it('is titled in plain words', () => {
    expect(titleOf('prev_dialysis', dictionary)).toBe('On maintenance dialysis');
    expect(titleOf('rate_deaths', dictionary)).toBe('Deaths from all causes');
    expect(titleOf('unheard_of', dictionary)).toBe('unheard of');
    expect(nameOf('egfr')).toBe('eGFR');
    expect(nameOf('valve_area')).toBe('Valve area');
  });
});

describe('a comparison', () => {
  const run = (changes: Partial<Run>): Run => ({ population: 'nhanes', seed: '1', modelVersion: 2, years: 20, startYear: 2018, ...changes }) as Run;
  it('warns of what makes runs unlike', () => {
    expect(notAlike([run({}), run({})])).toEqual([]);
    expect(notAlike([run({}), run({ seed: '2' })])).toHaveLength(1);
    expect(notAlike([run({}), run({ population: 'x.csv', years: 10 })])).toHaveLength(2);
  });
});
