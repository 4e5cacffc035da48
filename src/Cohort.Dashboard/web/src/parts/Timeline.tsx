import type { DictionaryEntry, PatientArm } from '../api/client';
import { armColour } from '../charts/palette';

interface Props {
  arms: readonly PatientArm[];
  from: number;
  to: number;
  dark: boolean;
  dictionary: ReadonlyMap<string, DictionaryEntry>;
}

/** What happened to a patient, an arm a row; the same as a list below, for whoever cannot see the picture. */
export function Timeline({ arms, from, to, dark, dictionary }: Props) {
  const [width, row, left] = [960, 46, 10];
  const x = (year: number): number => left + ((year - from) / Math.max(1, to - from)) * (width - 2 * left);
  const ticks = Array.from({ length: to - from + 1 }, (_, i) => from + i).filter((year) => year % (to - from > 25 ? 10 : 5) === 0);
  return (
    <>
      <div className="scroll" tabIndex={0} role="region" aria-label="Time line of events">
        <svg viewBox={`0 0 ${width} ${arms.length * row + 22}`} className="timeline" role="img" aria-label="Events by calendar year, a row an arm">
          {ticks.map((year) => (
            <g key={year}>
              <line x1={x(year)} x2={x(year)} y1={0} y2={arms.length * row} stroke="currentColor" opacity={0.15} />
              <text x={x(year)} y={arms.length * row + 16} textAnchor="middle" fontSize="12" fill="currentColor">
                {year}
              </text>
            </g>
          ))}
          {arms.map((arm, i) => {
            const last = arm.calendarYears[arm.calendarYears.length - 1] ?? from;
            const colour = armColour(i, dark);
            return (
              <g key={arm.name} transform={`translate(0 ${i * row})`}>
                <text x={left} y={13} fontSize="12" fill="currentColor">
                  {arm.name}
                </text>
                <line x1={x(from)} x2={x(last)} y1={28} y2={28} stroke={colour} strokeWidth={3} />
                {!arm.aliveAtEnd && <text x={x(last)} y={33} textAnchor="middle" fontSize="17" fill={colour}>✝</text>}
                {arm.events
                  .filter((event) => event.kind !== 'death')
                  .map((event) => (
                    <circle key={`${event.year} ${event.kind}`} cx={x(event.calendarYear)} cy={28} r={6} fill={colour} stroke="var(--card)" strokeWidth={2}>
                      <title>{`${event.calendarYear}, age ${event.age}: ${words(event.kind, dictionary)}`}</title>
                    </circle>
                  ))}
              </g>
            );
          })}
        </svg>
      </div>
      <div className="columns">
        {arms.map((arm, i) => (
          <div key={arm.name}>
            <h3>
              <span className="swatch" style={{ background: armColour(i, dark) }} /> {arm.name}
            </h3>
            <ul className="events">
              {arm.events.map((event) => (
                <li key={`${event.year} ${event.kind}`}>
                  <b>{event.calendarYear}</b> (age {event.age}): {event.kind === 'death' ? `death, ${event.detail.replaceAll('_', ' ')}` : words(event.kind, dictionary)}
                </li>
              ))}
              {arm.events.length === 0 && <li className="muted">nothing</li>}
              {arm.aliveAtEnd && <li className="muted">alive in {to}</li>}
            </ul>
          </div>
        ))}
      </div>
    </>
  );
}

const words = (kind: string, dictionary: ReadonlyMap<string, DictionaryEntry>): string =>
  dictionary.get(`new_${kind}`)?.meaning.replace(/, in the year$/, '').replace(/^In the year: /, '') ?? kind.replaceAll('_', ' ');
