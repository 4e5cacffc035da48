/** Names of variables as they are written in papers. */
const written: Record<string, string> = {
  egfr: 'eGFR',
  pth: 'PTH',
  fgf23: 'FGF23',
  vitamin_d_25: '25-OH vitamin D',
  hba1c: 'HbA1c',
  age_burden: 'Glycation end products (AGE)',
  mgp: 'Active matrix Gla protein',
  ppi: 'Pyrophosphate (PPi)',
  fetuin: 'Fetuin-A',
  tnap: 'Alkaline phosphatase (TNAP)',
  osteogenic: 'Osteogenic smooth muscle',
  vesicles: 'Matrix vesicles',
  plaque: 'Intimal plaque',
  cac: 'Coronary calcium (CAC)',
  avc: 'Aortic valve calcium (AVC)',
  pwv: 'Pulse wave velocity',
  ldl: 'LDL cholesterol',
  systolic: 'Systolic pressure',
};

export function nameOf(variable: string): string {
  const words = variable.replaceAll('_', ' ');
  return written[variable] ?? words.charAt(0).toUpperCase() + words.slice(1);
}
