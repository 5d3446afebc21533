import { reportAsHtml } from './html';
import type { Report } from './report';
import { reportAsSarif } from './sarif';
import { reportAsText } from './text';

/** The ways in which a report is written, by the name of the format. */
export const FORMATS: Readonly<Record<string, (report: Report) => string>> = {
  text: reportAsText,
  json: (report) => JSON.stringify(report, undefined, 2),
  sarif: (report) => JSON.stringify(reportAsSarif(report), undefined, 2),
  html: reportAsHtml,
};
