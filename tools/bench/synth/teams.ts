import { stringify } from 'yaml';

const PURPOSES = ['tooling', 'data-lake', 'experimentation', 'dev', 'pre-prod', 'prod'];

/** A topology of teams that have six accounts each, none of them shared. */
export function topologyOf(teams: number): string {
  return stringify({
    region: 'eu-west-1',
    teams: Array.from({ length: teams }, (_, team) => ({
      name: `team-${team + 1}`,
      costCentre: 'bench',
      accounts: Object.fromEntries(PURPOSES.map((purpose, index) => [purpose, String(100_000_000_000 + team * 10 + index)])),
    })),
  });
}
