import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use, type ECharts } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { useTheme } from '../app/theme';
import { save, savePng } from './download';
import { format, scaled, toCsv, unitOf, type ChartModel } from './model';
import { toOption } from './option';

use([BarChart, LineChart, GridComponent, TooltipComponent, SVGRenderer]);

/** A chart with its legend, its data as a table, and its downloads. */
export function Chart({ model, children }: { model: ChartModel; children?: ReactNode }) {
  const holder = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  const [asTable, setAsTable] = useState(false);
  const { look } = useTheme();
  const heading = useId();
  const empty = model.series.every((one) => one.values.every((value) => value === null));

  useEffect(() => {
    if (!holder.current || asTable) return;
    const made = init(holder.current, undefined, { renderer: 'svg' });
    chart.current = made;
    const resized = new ResizeObserver(() => made.resize());
    resized.observe(holder.current);
    return () => {
      resized.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, [asTable]);

  useEffect(() => {
    chart.current?.setOption(toOption(model, look), { notMerge: false, replaceMerge: ['series'] });
  }, [model, look, asTable]);

  const name = model.title.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  const svg = (): string => chart.current?.renderToSVGString() ?? '';
  return (
    <figure className="chart card" aria-labelledby={heading} data-chart={name}>
      <figcaption>
        <h3 id={heading} title={model.meaning}>
          {model.title} <small>{unitOf(model)}</small>
        </h3>
        <span className="tools">
          <button type="button" className="quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {asTable ? 'Chart' : 'Table'}
          </button>
          <button type="button" className="quiet" aria-label={`Download ${model.title} as CSV`} onClick={() => save(`${name}.csv`, toCsv(model), 'text/csv')}>
            CSV
          </button>
          <button type="button" className="quiet" disabled={asTable} aria-label={`Download ${model.title} as SVG`} onClick={() => save(`${name}.svg`, svg(), 'image/svg+xml')}>
            SVG
          </button>
          <button
            type="button"
            className="quiet"
            disabled={asTable}
            aria-label={`Download ${model.title} as PNG`}
            onClick={() => void savePng(`${name}.png`, svg(), holder.current?.clientWidth ?? 600, holder.current?.clientHeight ?? 300, look.background)}
          >
            PNG
          </button>
        </span>
      </figcaption>
      {children}
      <Legend model={model} />
      {asTable ? <Table model={model} /> : <div ref={holder} className="plot" role="img" aria-label={`${model.title}: ${model.meaning}. The button Table shows the numbers.`} />}
      {empty && !asTable && <p className="muted overlay">No values here.</p>}
    </figure>
  );
}

function Legend({ model }: { model: ChartModel }) {
  if (model.series.length < 2) return null;
  return (
    <ul className="legend">
      {model.series.map((one) => (
        <li key={one.name}>
          <svg width="26" height="10" aria-hidden="true">
            {one.stacked ? (
              <rect width="26" height="10" fill={one.colour} />
            ) : (
              <line x1="0" x2="26" y1="5" y2="5" stroke={one.colour} strokeWidth="3" strokeDasharray={dash(one.dash)} />
            )}
          </svg>
          {one.name}
        </li>
      ))}
    </ul>
  );
}

const dash = (kind: ChartModel['series'][number]['dash']): string | undefined =>
  kind === 'dashed' ? '7 4' : kind === 'dotted' ? '2 3' : typeof kind === 'object' ? '9 3 2 3' : undefined;

function Table({ model }: { model: ChartModel }) {
  return (
    // Reached by keyboard, so that it can be scrolled without a mouse.
    <div className="scroll" tabIndex={0} role="region" aria-label={`Data of ${model.title}`}>
      <table>
        <thead>
          <tr>
            <th scope="col">{model.xName}</th>
            {model.series.map((one) => (
              <th scope="col" key={one.name}>
                {one.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {model.x.map((x, i) => (
            <tr key={String(x)}>
              <th scope="row">{x}</th>
              {model.series.map((one) => (
                <td key={one.name}>
                  {format(scaled(model, one.values[i]))}
                  {one.low?.[i] != null && (
                    <small className="muted">
                      {' '}
                      {format(scaled(model, one.low[i]))} to {format(scaled(model, one.high?.[i]))}
                    </small>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
