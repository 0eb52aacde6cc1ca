// The answers of the site and the matcher of questions: both are fetched when they are first needed, and no question
// leaves the page.
(() => {
  "use strict";
  const page = document.querySelector("[data-tray]");
  if (!page) return;
  const { searchEngine } = window.fieldbook;
  let listed = null;
  let opened = null;

  async function file(name, url) {
    const engine = await searchEngine();
    return engine.file(name, new URL(url, document.baseURI).href);
  }

  function read(bytes) {
    const { answers, people } = JSON.parse(new TextDecoder().decode(bytes));
    window.fieldbook.decisions.know(people);
    return { answers };
  }

  /** The list of answers: its bytes for the matcher, and the answers in their order. */
  function list() {
    if (!listed) {
      listed = file("answers", page.dataset.answers).then((bytes) => ({ bytes, ...read(bytes) }));
      listed.catch(() => { listed = null; });
    }
    return listed;
  }

  class Matcher {
    constructor(exports, answers) {
      this.exports = exports;
      this.answers = answers;
    }

    give(bytes) {
      const place = this.exports.fb_alloc(bytes.length);
      new Uint8Array(this.exports.memory.buffer, place, bytes.length).set(bytes);
      return [place, bytes.length];
    }

    outputBytes() {
      const { memory, fb_output: place, fb_output_length: length } = this.exports;
      return new Uint8Array(memory.buffer, place(), length());
    }

    output() {
      return new TextDecoder().decode(this.outputBytes());
    }

    /** Calls a function of the engine with a request, and throws the sentence that it refuses with. */
    call(name, request) {
      let isDone;
      try {
        isDone = this.exports[name](...this.give(new TextEncoder().encode(JSON.stringify(request))));
      } catch {
        // After a trap nothing of the instance can be relied on.
        opened = null;
        throw new Error("the engine stopped; reload the page");
      }
      if (!isDone) throw new Error(this.output());
    }

    ask(name, request) {
      this.call(name, request);
      return JSON.parse(this.output());
    }

    /** The bytes that a function puts out, copied before the next call. */
    bytes(name, request) {
      this.call(name, request);
      return this.outputBytes().slice();
    }

    /** The proposals for a question, best first, each with its answer. */
    propose({ text, control = "" }) {
      this.exports.fb_propose(...this.give(new TextEncoder().encode(JSON.stringify({ text, control }))));
      return JSON.parse(this.output()).map((reply) => ({ ...reply, answer: this.answers[reply.answer] }));
    }
  }

  async function open() {
    const [{ bytes, answers }, module] = await Promise.all([list(), file("questionnaire", page.dataset.module)]);
    const { instance } = await WebAssembly.instantiate(module, {});
    const matcher = new Matcher(instance.exports, answers);
    if (!instance.exports.fb_answers(...matcher.give(bytes))) throw new Error(matcher.output());
    return matcher;
  }

  function matcher() {
    if (!opened) {
      opened = open();
      opened.catch(() => { opened = null; });
    }
    return opened;
  }

  window.fieldbook.library = { list, matcher };
})();
