/**
 * Checks package-lock.json: it names no download address, so that it works behind any mirror,
 * and every optional package that an entry names has an entry, so that it installs on macOS and
 * Windows too. A lock without them passes on the system that wrote it and fails on all others.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));

/** Where Node would look for `name` from inside the package at `path`. */
const lookups = (path, name) => {
  const places = [];
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules') - 1))) {
    places.push(`${at === '' ? '' : `${at}/`}node_modules/${name}`);
    if (at === '') return places;
  }
};

export const lockProblems = ({ packages }) => {
  const problems = [];
  for (const [path, entry] of Object.entries(packages)) {
    if (/^https?:/.test(entry.resolved ?? ''))
      problems.push(
        `${path} records a download address: install with omit-lockfile-registry-resolved.`,
      );
    for (const name of Object.keys(entry.optionalDependencies ?? {}))
      if (!lookups(path, name).some((place) => place in packages))
        problems.push(
          `${path} wants ${name}, which has no entry: pin a version whose platform packages all exist.`,
        );
  }
  return problems;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = lockProblems(lock);
  for (const problem of problems) process.stdout.write(`${problem}\n`);
  process.stdout.write(
    `package-lock.json: ${Object.keys(lock.packages).length} packages, ${problems.length} problems\n`,
  );
  if (problems.length > 0) process.exitCode = 1;
}
