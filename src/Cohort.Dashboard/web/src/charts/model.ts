/** What a chart shows, apart from how: from it come the drawing, the table and the CSV. */
export interface ChartSeries {
  name: string;
  /** y by position of x; null where there is none. */
  values: readonly (number | null)[];
  low?: readonly (number | null)[];
  high?: readonly (number | null)[];
  colour: string;
  dash?: 'solid' | 'dashed' | 'dotted' | readonly number[];
  /** Drawn on top of the series before it that are stacked too. */
  stacked?: boolean;
}

export interface ChartModel {
  title: string;
  /** Plain words for whoever hovers or listens. */
  meaning: string;
  xName: string;
  unit: string;
  x: readonly (number | string)[];
  series: readonly ChartSeries[];
  /** Shown in per cent. */
  percent?: boolean;
  bars?: boolean;
}

export const scaled = (model: ChartModel, value: number | null | undefined): number | null =>
  value === null || value === undefined ? null : model.percent ? value * 100 : value;

export const unitOf = (model: ChartModel): string => (model.percent ? '%' : model.unit);

/** A number for people: four significant digits, thousands parted. */
export function format(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  if (value !== 0 && Math.abs(value) < 0.001) return value.toExponential(2);
  return new Intl.NumberFormat('en', { maximumSignificantDigits: Math.abs(value) >= 1000 ? 7 : 4, maximumFractionDigits: Math.abs(value) >= 1000 ? 0 : 6 }).format(value);
}

const cell = (value: string | number | null): string => {
  const text = value === null ? '' : String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** The data of a chart: one row an x, a column a series and one for each end of its interval. Values as the server gave them. */
export function toCsv(model: ChartModel): string {
  const header: (string | number | null)[] = [model.xName];
  for (const one of model.series) {
    header.push(one.name);
    if (one.low) header.push(`${one.name} low`, `${one.name} high`);
  }
  const rows = model.x.map((x, i) => {
    const row: (string | number | null)[] = [x];
    for (const one of model.series) {
      row.push(one.values[i] ?? null);
      if (one.low) row.push(one.low[i] ?? null, one.high?.[i] ?? null);
    }
    return row;
  });
  return [header, ...rows].map((row) => row.map(cell).join(',')).join('\n') + '\n';
}
