/**
 * Checks the subjects of commits: `node scripts/check-commits.ts origin/main..HEAD`. A subject has a
 * scope and at most 72 characters: `server/hooks: retry a delivery that timed out`.
 */
import { execFileSync } from 'node:child_process';

const maxLength = 72;
const withScope = /^[a-z0-9-]+(\/[a-z0-9-]+)*(, [a-z0-9/-]+)*: \S/;

const [range = 'origin/main..HEAD'] = process.argv.slice(2);
const log = execFileSync(
  'git',
  ['log', '--no-merges', '--format=%h %s', '--end-of-options', range],
  {
    encoding: 'utf8',
  },
);
const wrong = log
  .split('\n')
  .filter((line) => line !== '')
  .flatMap((line) => {
    const subject = line.slice(line.indexOf(' ') + 1);
    if (!withScope.test(subject)) return [`${line}\n  has no scope such as \`list: …\``];
    return subject.length > maxLength ? [`${line}\n  is longer than ${maxLength} characters`] : [];
  });
if (wrong.length > 0) {
  console.error(wrong.join('\n'));
  process.exitCode = 1;
}
