// The search engine in the browser: fetches the WebAssembly module and those parts of the index that a query needs.
//
//   <script src="search/engine.js" data-index="search/index/" defer></script>
//   const results = await fieldbookSearch.search({ text, facets, limit, today, counts });
//
// Nothing is loaded before the first call. The module is beside this script, or at the path in data-module. Files cannot
// be fetched from file://: there, each file is a script of the same name plus ".js" that calls fieldbookSearch.put.
(function () {
  'use strict';

  const SEPARATOR = '\u001f';
  const MOST_ROUNDS = 12;

  const script = document.currentScript;
  const here = script.src || document.baseURI;
  const moduleUrl = new URL(script.dataset.module || 'engine.wasm', here).href;
  const indexUrl = new URL(script.dataset.index || 'index/', document.baseURI).href;
  const isFile = moduleUrl.startsWith('file:');

  /** Files delivered by scripts, and pending ones, by name. */
  const handed = new Map();
  const waiting = new Map();
  /** A promise of the opened engine, or null before the first use. */
  let opened = null;

  /** Called by the scripts that replace files. */
  function put(name, base64) {
    const text = atob(base64);
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    const wanted = waiting.get(name);
    waiting.delete(name);
    if (wanted) wanted(bytes);
    else handed.set(name, bytes);
  }

  function fromScript(name, url) {
    const known = handed.get(name);
    if (known) return Promise.resolve(known);
    return new Promise((resolve, reject) => {
      waiting.set(name, (bytes) => {
        handed.set(name, bytes);
        resolve(bytes);
      });
      const element = document.createElement('script');
      element.src = url;
      element.onload = () => element.remove();
      element.onerror = () => {
        waiting.delete(name);
        element.remove();
        reject(new Error('this copy needs a web server; use fieldbook build --portable for file://'));
      };
      document.head.append(element);
    });
  }

  async function fromServer(url, cache) {
    const response = await fetch(url, { credentials: 'same-origin', cache });
    if (!response.ok) throw new Error('search: ' + response.status + ' for ' + url);
    return new Uint8Array(await response.arrayBuffer());
  }

  /** Files are published compressed (zlib, first byte 0x78) or as they are. */
  async function inflated(bytes) {
    if (bytes[0] !== 0x78) return bytes;
    const stream = new Response(bytes).body.pipeThrough(new DecompressionStream('deflate'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  async function moduleBytes() {
    const bytes = isFile ? fromScript('engine', moduleUrl + '.js') : fromServer(moduleUrl, 'default');
    return inflated(await bytes);
  }

  async function shard(name, cache) {
    const bytes = isFile ? fromScript(name, indexUrl + name + '.js') : fromServer(indexUrl + name + '.bin', cache);
    return inflated(await bytes);
  }

  /** An instance of the module, its memory wrapped. */
  class Engine {
    constructor(exports) {
      this.exports = exports;
      this.loading = new Map();
    }

    /** Copies bytes or a text into the module; returns address and length. */
    give(value) {
      const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
      const place = this.exports.fb_alloc(bytes.length);
      new Uint8Array(this.exports.memory.buffer, place, bytes.length).set(bytes);
      return [place, bytes.length];
    }

    /** Calls a function that outputs a text. */
    ask(name, form) {
      this.exports[name](...this.give(form));
      const { memory, fb_output: place, fb_output_length: length } = this.exports;
      return new TextDecoder().decode(new Uint8Array(memory.buffer, place(), length()));
    }

    /** Loads a shard at most once. */
    load(name) {
      if (!this.loading.has(name)) {
        const loaded = shard(name, 'default').then((bytes) => {
          const [place, length] = this.give(name);
          if (!this.exports.fb_load(place, length, ...this.give(bytes))) throw new Error('search: bad shard ' + name);
        });
        loaded.catch(() => this.loading.delete(name));
        this.loading.set(name, loaded);
      }
      return this.loading.get(name);
    }

    async answer(form) {
      for (let round = 0; round < MOST_ROUNDS; round += 1) {
        const missing = JSON.parse(this.ask('fb_missing', form));
        if (missing.length === 0) return this.ask('fb_search', form);
        await Promise.all(missing.map((name) => this.load(name)));
      }
      throw new Error('search: the index asks for ever more');
    }
  }

  async function open(cache) {
    const [bytes, meta] = await Promise.all([moduleBytes(), shard('meta', cache)]);
    const { instance } = await WebAssembly.instantiate(bytes, {});
    const engine = new Engine(instance.exports);
    if (!engine.exports.fb_open(...engine.give(meta))) throw new Error('search: index and engine do not fit');
    return engine;
  }

  function engine(cache) {
    if (!opened) {
      opened = open(cache);
      opened.catch(() => {
        opened = null;
      });
    }
    return opened;
  }

  /** Today in the browser's time zone, in days since 1970-01-01. */
  function localDay() {
    const now = new Date();
    return Math.floor(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 86400000);
  }

  /** The query as the module reads it: text, limit, today, counts, then facet=value. */
  function form(query) {
    const { text = '', facets = {}, limit = 10, today = localDay(), counts = false } = query;
    const chosen = Object.entries(facets).flatMap(([name, values]) => [].concat(values).map((value) => name + '=' + value));
    const fields = [text, limit, today, counts ? 1 : 0, ...chosen];
    return fields.map((field) => String(field).split(SEPARATOR).join(' ')).join(SEPARATOR);
  }

  /** The results as JSON text. */
  async function searchText(query) {
    const asked = form(query);
    try {
      return await (await engine('default')).answer(asked);
    } catch (error) {
      if (isFile) throw error;
      // A newly published site has other shards: restart once with the current ones.
      opened = null;
      return (await engine('reload')).answer(asked);
    }
  }

  self.fieldbookSearch = Object.freeze({
    put,
    searchText,
    /** The bytes of another file of the site: from `url`, or at file:// from the script beside it that passes `name`. */
    file: async (name, url) => inflated(await (isFile ? fromScript(name, url + '.js') : fromServer(url, 'default'))),
    /** Loads module and index ahead of the first query, such as on focus. */
    warm: () => engine('default').then(() => undefined),
    search: async (query) => JSON.parse(await searchText(query)),
  });
})();
