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

/** The population by age and sex, coloured by coronary calcium: women to the left, men to the right. */
export function PyramidChart({ pyramid, dark, calendarYear }: { pyramid: Pyramid; dark: boolean; calendarYear: number }) {
  const colours = ramp(dark);
  const bands = [...new Set(pyramid.bands.map((band) => band.ageBand))].reverse();
  const most = Math.max(1, ...pyramid.bands.map((band) => band.people));
  const [width, height, middle] = [720, 22, 64];
  const half = (width - middle) / 2;
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
          <button type="button" className="quiet" aria-label="Download the pyramid as CSV" onClick={() => save(`pyramid-${pyramid.year}.csv`, `${csv}\n`, 'text/csv')}>
            CSV
          </button>
          <button
            type="button"
            className="quiet"
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
      <svg className="pyramid" xmlns="http://www.w3.org/2000/svg" viewBox={`0 0 ${width} ${(bands.length + 1) * height}`} role="img" aria-label={`People by age and sex in ${calendarYear}, women left, men right`}>
        <text x={half / 2} y={14} textAnchor="middle" fill="currentColor" fontSize="13">
          women
        </text>
        <text x={half + middle + half / 2} y={14} textAnchor="middle" fill="currentColor" fontSize="13">
          men
        </text>
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
    </figure>
  );
}
