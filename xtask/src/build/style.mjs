// Bundles the style sheet that the first argument names and writes it to stdout.
import { bundle } from 'lightningcss';

const [filename, size] = process.argv.slice(1);

// The oldest browsers with light-dark(), @layer and nesting: those stay as they are written, and
// only what these browsers lack is written in another way.
const version = (major, minor = 0) => (major << 16) | (minor << 8);
const targets = {
  chrome: version(125),
  edge: version(125),
  firefox: version(128),
  safari: version(17, 5),
  ios_saf: version(17, 5),
};

try {
  const { code, warnings } = bundle({ filename, minify: size === 'small', targets });
  for (const { message, loc } of warnings) {
    console.error(`${loc.filename}:${loc.line}:${loc.column}: ${message}`);
  }
  process.exitCode = warnings.length > 0 ? 1 : 0;
  process.stdout.write(code);
} catch (error) {
  const { fileName, loc } = error;
  console.error(`${fileName ?? filename}:${loc?.line ?? 1}:${loc?.column ?? 1}: ${error.message}`);
  process.exitCode = 1;
}
