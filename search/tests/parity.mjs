// Compares the WebAssembly module, driven by the site's own script, with the native engine, byte for byte:
//   node search/tests/parity.mjs FOLDER THEME
// FOLDER holds what `cargo run -p fieldbook-search --example rankings` wrote, THEME engine.js and engine.wasm.
// Each query runs twice: over http and, every file being a script, from file://.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';

const [folder, theme] = process.argv.slice(2);
const code = readFileSync(join(theme, 'engine.js'), 'utf8');
const module = readFileSync(join(theme, 'engine.wasm'));

/** A window with just what the script uses; `base` says whether files can be fetched. */
function page(base) {
  const file = (url) => {
    const name = url.split('/').pop();
    return name === 'engine.wasm' ? module : readFileSync(join(folder, 'index', name));
  };
  const run = (url) => {
    if (!url.endsWith('/engine.wasm.js')) return vm.runInContext(file(url).toString(), context);
    context.fieldbookSearch.put('engine', module.toString('base64'));
  };
  const head = {
    append(element) {
      try {
        run(element.src);
        element.onload();
      } catch {
        element.onerror();
      }
    },
  };
  const currentScript = { src: base + 'engine.js', dataset: { index: base + 'index/' } };
  const document = { baseURI: base, currentScript, head, createElement: () => ({ remove() {} }) };
  const fetch = async (url) => {
    if (isFile(url)) throw new Error('a page from file:// fetched ' + url);
    return new Response(file(url));
  };
  const context = vm.createContext({
    document, fetch, atob, TextEncoder, TextDecoder, Response, DecompressionStream, WebAssembly, URL, Uint8Array,
  });
  context.self = context;
  vm.runInContext(code, context);
  return context.fieldbookSearch;
}

const isFile = (url) => url.startsWith('file:');

function parse(line) {
  const [text, limit, today, counts, ...chosen] = line.split('\u001f');
  const facets = {};
  for (const [name, value] of chosen.map((field) => field.split('='))) (facets[name] ??= []).push(value);
  return { text, limit: Number(limit), today: Number(today), counts: counts === '1', facets };
}

const lines = (name) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n');
const [queries, answers] = [lines('queries'), lines('answers')];
let different = 0;
for (const base of ['http://example.test/site/', pathToFileURL('/site/').href]) {
  const search = page(base);
  for (const [at, line] of queries.entries()) {
    const answer = await search.searchText(parse(line));
    if (answer === answers[at]) continue;
    different += 1;
    console.error(`${base}: ${JSON.stringify(line)}\n  native: ${answers[at]}\n  module: ${answer}`);
  }
}
console.log(`${queries.length} queries, twice: ${different} answers differ from the native ones`);
process.exit(different === 0 && queries.length > 0 ? 0 : 1);
