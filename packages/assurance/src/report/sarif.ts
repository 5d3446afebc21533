import type { Finding, Report } from './report';

/**
 * SARIF 2.1.0, as code scanning reads it (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html). A finding's place is its resource: templates are
 * generated, so that no line of a source would be true.
 */
export function reportAsSarif(report: Report): object {
  const rules = [...new Set(report.findings.map(({ rule }) => rule))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: `assurance ${report.proof}`, informationUri: 'https://github.com/mlops-foundation/mlops-foundation', rules: rules.map((id) => ({ id, shortDescription: { text: id.replaceAll('-', ' ') } })) } },
      results: report.findings.map((finding) => resultOf(finding, rules, report.subject)),
      properties: { counts: report.counts, open: report.open },
    }],
  };
}

function resultOf({ rule, level, message, steps = [], statement, remedy, policyStatement, place }: Finding, rules: readonly string[], subject: string): object {
  const name = `${place.stack}/${place.id}`;
  return {
    ruleId: rule,
    ruleIndex: rules.indexOf(rule),
    level,
    message: { text: [message, ...steps.map((step, index) => `${index + 1}. ${step}`), ...(remedy ? [`Remedy: ${remedy}`] : [])].join('\n') },
    locations: [{ physicalLocation: { artifactLocation: { uri: encodeURI(`${subject}/manifest.json`) } }, logicalLocations: [{ fullyQualifiedName: name, kind: 'resource' }] }],
    partialFingerprints: { resource: `${rule} ${name} ${message}` },
    properties: { statement, policyStatement },
  };
}
