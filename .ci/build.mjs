// Compiles everything that runs in production into dist, and copies the documents beside the code.
// `--if-needed` does nothing when no source changed since the last build.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = ['src', 'adapters', 'migrations', 'tests/bench', 'tests/tsconfig.build.json', 'tsconfig.json', 'package-lock.json'];
const ASSETS = new Set(['.graphql', '.json', '.tsv', '.csv', '.sql', '.xml', '.html', '.css']);
const dist = path.join(root, 'dist');
const stamp = path.join(dist, '.built');

function filesUnder(name) {
  const at = path.join(root, name);
  if (!existsSync(at)) return [];
  if (statSync(at).isFile()) return [name];
  return readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}

function fingerprint(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    const { size, mtimeMs } = statSync(path.join(root, file));
    hash.update(`${file}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function compilerPath() {
  try {
    return path.join(path.dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
  } catch {
    return null;
  }
}

function build(files, mark) {
  const compiler = compilerPath();
  if (compiler === null) {
    if (existsSync(stamp)) return 0;
    console.error('There is no build, and no compiler to make one: run `npm ci` with development dependencies, then `npm run build`.');
    return 1;
  }
  // Built aside and put in place by a rename, so that a build that fails leaves the last good one.
  const draft = path.join(root, `.dist-${process.pid}`);
  rmSync(draft, { recursive: true, force: true });
  try {
    const compiled = spawnSync(process.execPath, [compiler, '-p', 'tests/tsconfig.build.json', '--outDir', draft], { cwd: root, stdio: 'inherit' });
    if (compiled.status !== 0) return compiled.status ?? 1;
    for (const file of files.filter((name) => ASSETS.has(path.extname(name)) && name.includes('/') && !name.startsWith('tests/tsconfig'))) {
      mkdirSync(path.dirname(path.join(draft, file)), { recursive: true });
      cpSync(path.join(root, file), path.join(draft, file));
    }
    writeFileSync(path.join(draft, '.built'), mark);
    rmSync(dist, { recursive: true, force: true });
    renameSync(draft, dist);
    return 0;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

const files = SOURCES.flatMap(filesUnder);
const mark = fingerprint(files);
const current = existsSync(stamp) && readFileSync(stamp, 'utf8') === mark;
if (!(process.argv.includes('--if-needed') && current)) process.exitCode = build(files, mark);
