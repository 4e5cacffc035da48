import { useState } from 'react';
import type { Pyramid } from '../api/client';
import { ramp } from '../charts/palette';
import { save } from '../charts/download';
import { format } from '../charts/model';

const classes = [
  ['cacZero', 'no coronary calcium'],
  ['cacLow', '1–99 AU'],
  ['cacModerate', '100–400 AU'],
  ['cacHigh', 'over 400 AU'],
] as const;

/** Round numbers from 0 to at most `most`: three to five of them, fewer where there is but one person. */
export function ticks(most: number): number[] {
  const power = 10 ** Math.floor(Math.log10(most));
  const step = Math.max(1, most / power < 2 ? power / 2 : most / power < 5 ? power : 2 * power);
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step);
}

/** The population by age and sex, coloured by coronary calcium: women to the left, men to the right. */
export function PyramidChart({ pyramid, dark, calendarYear }: { pyramid: Pyramid; dark: boolean; calendarYear: number }) {
  const colours = ramp(dark);
  const bands = [...new Set(pyramid.bands.map((band) => band.ageBand))].reverse();
  const most = Math.max(1, ...pyramid.bands.map((band) => band.people));
  const [width, height, middle] = [720, 22, 64];
  const half = (width - middle) / 2;
  const foot = (bands.length + 1) * height;
  const [asTable, setAsTable] = useState(false);
  const csv = [
    'age_band,sex,people,cac_zero,cac_low,cac_moderate,cac_high',
    ...pyramid.bands.map((band) => [band.ageBand, band.sex, band.people, band.cacZero, band.cacLow, band.cacModerate, band.cacHigh].join(',')),
  ].join('\n');
  return (
    <figure className="chart card wide" aria-label="Population pyramid" data-chart="pyramid">
      <figcaption>
        <h3 title="People alive at the end of the year, by age at its start, sex and coronary calcium.">
          Population in {calendarYear} <small>persons</small>
        </h3>
        <span className="tools">
          <button type="button" className="quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {asTable ? 'Chart' : 'Table'}
          </button>
          <button type="button" className="quiet" aria-label="Download the pyramid as CSV" onClick={() => save(`pyramid-${pyramid.year}.csv`, `${csv}\n`, 'text/csv')}>
            CSV
          </button>
          <button
            type="button"
            className="quiet"
            disabled={asTable}
            aria-label="Download the pyramid as SVG"
            onClick={(event) => {
              const svg = event.currentTarget.closest('figure')?.querySelector('svg.pyramid');
              if (svg) save(`pyramid-${pyramid.year}.svg`, new XMLSerializer().serializeToString(svg), 'image/svg+xml');
            }}
          >
            SVG
          </button>
        </span>
      </figcaption>
      <ul className="legend">
        {classes.map(([key, name], i) => (
          <li key={key}>
            <svg width="26" height="10" aria-hidden="true">
              <rect width="26" height="10" fill={colours[i]} />
            </svg>
            {name}
          </li>
        ))}
      </ul>
      {asTable ? (
        <Table pyramid={pyramid} calendarYear={calendarYear} />
      ) : (
        <svg className="pyramid" xmlns="http://www.w3.org/2000/svg" viewBox={`0 0 ${width} ${foot + height}`} role="img" aria-label={`People by age and sex in ${calendarYear}, women left, men right`}>
          <text x={half / 2} y={14} textAnchor="middle" fill="currentColor" fontSize="13">
            women
          </text>
          <text x={half + middle + half / 2} y={14} textAnchor="middle" fill="currentColor" fontSize="13">
            men
          </text>
          {ticks(most).flatMap((people) =>
            [half - (people / most) * half, half + middle + (people / most) * half].map((x) => (
              <g key={x}>
                <line x1={x} x2={x} y1={height} y2={foot} stroke="currentColor" strokeOpacity="0.15" />
                <text x={x} y={foot + 15} textAnchor={x === 0 ? 'start' : x === width ? 'end' : 'middle'} fill="currentColor" fontSize="12">
                  {format(people)}
                </text>
              </g>
            )),
          )}
          {bands.map((age, row) => (
            <g key={age} transform={`translate(0 ${(row + 1) * height})`}>
              <text x={half + middle / 2} y={15} textAnchor="middle" fill="currentColor" fontSize="12">
                {age}
              </text>
              {(['female', 'male'] as const).map((sex) => {
                const band = pyramid.bands.find((one) => one.ageBand === age && one.sex === sex);
                if (!band) return null;
                let at = 0;
                return (
                  <g key={sex}>
                    <title>{`${sex}, ${age}: ${format(band.people)} people; ${classes.map(([key, name]) => `${name} ${format(band[key])}`).join(', ')}`}</title>
                    {classes.map(([key], i) => {
                      const length = (band[key] / most) * half;
                      const x = sex === 'female' ? half - at - length : half + middle + at;
                      at += length;
                      return <rect key={key} x={x} y={2} width={Math.max(0, length)} height={height - 4} fill={colours[i]} />;
                    })}
                  </g>
                );
              })}
            </g>
          ))}
        </svg>
      )}
    </figure>
  );
}

function Table({ pyramid, calendarYear }: { pyramid: Pyramid; calendarYear: number }) {
  return (
    // Reached by keyboard, so that it can be scrolled without a mouse.
    <div className="scroll" tabIndex={0} role="region" aria-label={`People by age and sex in ${calendarYear}`}>
      <table>
        <thead>
          <tr>
            {['age', 'sex', 'people', ...classes.map(([, name]) => name)].map((name) => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {pyramid.bands.map((band) => (
            <tr key={`${band.ageBand} ${band.sex}`}>
              <th scope="row">{band.ageBand}</th>
              <td>{band.sex === 'female' ? 'women' : 'men'}</td>
              <td>{format(band.people)}</td>
              {classes.map(([key]) => (
                <td key={key}>{format(band[key])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
