import { CONFIG_VARIABLES } from './config.js';
import { DEMO_TOUR_UI_ID } from './demo/demo-tour.js';
import { EXIT_CODES } from './exit-codes.js';
import type { Running } from './serve.js';

/** What somebody who started the demo needs to ask the first question. */
export function demoBanner({ address, database }: Pick<Running, 'address' | 'database'>): string {
  const query = `{ caseByIdentifier(identifier: { cwsCms: \\"${DEMO_TOUR_UI_ID}\\" }) { csecStatus youth { firstName ageBand bornOn } gridEntries { startedOn } } }`;
  return `
CSEC gateway, demo mode: a synthetic county, no real person.
${database}

  GraphQL   ${address}/graphql   (POST)
  Health    ${address}/health/ready

Ask it something, in another terminal:

  TOKEN=$(npm run -s token -- --as mental-health)
  curl -s ${address}/graphql \\
    -H "authorization: Bearer $TOKEN" -H 'x-purpose-of-use: TREATMENT' \\
    -H 'content-type: application/json' -d '{"query":"${query}"}'

Other callers: county-worker, law-enforcement, provider, mdt-member, county-it, state-analyst. README.md has a tour of five minutes.
Ctrl-C stops the gateway and keeps the data.
`;
}

/** The text of \`--help\`. */
export function helpText(): string {
  const width = Math.max(...CONFIG_VARIABLES.map(({ name }) => name.length));
  const variables = CONFIG_VARIABLES.map(({ name, description, default: fallback }) =>
    `  ${name.padEnd(width)}  ${description}${fallback === null ? '' : ` Default: ${fallback}.`}`);
  const codes = Object.entries(EXIT_CODES).map(([name, code]) => `${code} ${name}`).join(', ');
  return `Usage: npm start [-- --help]\n\nVariables of the environment:\n${variables.join('\n')}\n\nExit codes: ${codes}.\n`;
}
