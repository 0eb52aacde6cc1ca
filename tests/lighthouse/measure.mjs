// Lighthouse on six kinds of page of a built site, as on a phone: `node measure.mjs FOLDER`. Prints the scores and the bytes of
// each page, and what failed. Exits with 1 if performance is below 95 or another score below 100.
import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';

const PAGES = ['', 'battlecards/cadrella/', 'compare/', 'answers/', 'claims/', 'opportunities/'];
const LEAST = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 };
const TYPES = { html: 'text/html; charset=utf-8', css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml', xml: 'text/xml' };

const folder = process.argv[2];
if (!folder) throw new Error('usage: node measure.mjs FOLDER');

/** Answers with the file of `url`, compressed as static hosts do it; names have a hash, so browsers may keep them. */
async function answer(url, response) {
  const path = normalize(decodeURIComponent(new URL(url, 'http://localhost').pathname));
  const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
  const found = path.startsWith('/') && (await stat(file).catch(() => null))?.isFile();
  const body = await readFile(found ? file : join(folder, '404.html'));
  const kept = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
  const type = TYPES[file.split('.').pop()] ?? 'application/octet-stream';
  response.writeHead(found ? 200 : 404, { 'Content-Type': type, 'Content-Encoding': 'gzip', 'Cache-Control': kept });
  response.end(gzipSync(body));
}

const server = createServer((request, response) => answer(request.url, response).catch(() => response.destroy()));
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const chrome = await launch({ chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
let isBelow = false;
try {
  for (const page of PAGES) {
    const url = `http://127.0.0.1:${server.address().port}/${page}`;
    const { lhr } = await lighthouse(url, { port: chrome.port, onlyCategories: Object.keys(LEAST), logLevel: 'error' });
    const scores = Object.entries(LEAST).map(([name, least]) => {
      const score = Math.round((lhr.categories[name].score ?? 0) * 100);
      isBelow ||= score < least;
      return `${name} ${score}`;
    });
    const metric = (name) => lhr.audits[name].displayValue;
    const bytes = Math.round(lhr.audits['total-byte-weight'].numericValue / 102.4) / 10;
    console.log(`/${page}: ${scores.join(', ')}; first paint ${metric('first-contentful-paint')}, largest ${metric('largest-contentful-paint')}, blocked ${metric('total-blocking-time')}, shift ${metric('cumulative-layout-shift')}; ${bytes} KB`);
    for (const category of Object.values(lhr.categories)) {
      for (const { id, weight } of category.auditRefs) {
        const audit = lhr.audits[id];
        if (weight > 0 && audit.score !== null && audit.score < 0.9) {
          const nodes = (audit.details?.items ?? []).slice(0, 4).map((item) => item.node?.snippet ?? item.source ?? item.url ?? JSON.stringify(item).slice(0, 160));
          console.log(`  ${category.id} ${id}: ${audit.displayValue ?? audit.title} ${nodes.join(' | ')}`);
        }
      }
    }
  }
} finally {
  await chrome.kill();
  server.close();
}
process.exitCode = isBelow ? 1 : 0;
