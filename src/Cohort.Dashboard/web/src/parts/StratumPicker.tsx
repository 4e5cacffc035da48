const values: Record<string, readonly string[]> = {
  age_band: ['20-29', '30-39', '40-49', '50-59', '60-69', '70-79', '80-89', '90+'],
  sex: ['female', 'male'],
  ckd_stage: ['G1', 'G2', 'G3a', 'G3b', 'G4', 'G5', 'G5D', 'G5T'],
  diabetes: ['yes', 'no'],
  warfarin: ['yes', 'no'],
};

const names: Record<string, string> = { age_band: 'Age', sex: 'Sex', ckd_stage: 'CKD stage', diabetes: 'Diabetes', warfarin: 'On warfarin' };

/** Who is looked at: the state at the start of each year. */
export function StratumPicker({ dimensions, stratum, choose }: { dimensions: readonly string[]; stratum: string; choose: (stratum: string) => void }) {
  const chosen = new Map(stratum.split(';').filter(Boolean).map((part) => part.split('=') as [string, string]));
  const set = (dimension: string, value: string) => {
    const next = new Map(chosen);
    if (value) next.set(dimension, value);
    else next.delete(dimension);
    choose([...next].map(([name, one]) => `${name}=${one}`).join(';'));
  };
  return (
    <fieldset className="controls">
      <legend title="The state at the start of each year. Current CKD stage or warfarin may itself be a consequence of treatment.">Who</legend>
      {dimensions.length === 0 && <span className="muted">everybody (this run tells no strata apart)</span>}
      {dimensions.map((dimension) => (
        <label key={dimension}>
          {names[dimension] ?? dimension}
          <select value={chosen.get(dimension) ?? ''} onChange={(event) => set(dimension, event.target.value)}>
            <option value="">all</option>
            {(values[dimension] ?? []).map((value) => (
              <option key={value}>{value}</option>
            ))}
          </select>
        </label>
      ))}
    </fieldset>
  );
}
