// All rows of a list: which of them fit, how many there would be of each value, and in which order. Fetched on first use.
(() => {
  "use strict";
  const { today, stateOn } = window.fieldbook;
  /** States as a reader selects them, the worst first. */
  const STATES = ["stale", "not-proven", "check-soon", "current"];
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const wordsOf = (text) => fold(text).split(/\s+/).filter(Boolean);

  async function inflated(base64) {
    const text = atob(base64);
    const bytes = new Uint8Array(text.length);
    for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
    return new Response(new Response(bytes).body.pipeThrough(new DecompressionStream("deflate"))).json();
  }

  /** Fetches the file of a list. */
  async function fetched(address) {
    const base64 = await (location.protocol === "file:" ? asScript(address) : asText(address));
    return new Rows(await inflated(base64));
  }

  /** Runs the file as a script, since nothing else can be fetched from file://. */
  function asScript(address) {
    return new Promise((resolve, reject) => {
      window.fieldbook.rows = resolve;
      const script = document.createElement("script");
      script.src = address;
      script.onload = () => script.remove();
      script.onerror = () => reject(new Error("the rows could not be fetched"));
      document.head.append(script);
    });
  }

  /** Reads the text in the script; a browser that stored it asks whether the list still has the same rows. */
  async function asText(address) {
    const answer = await fetch(address, { cache: "no-cache" });
    if (!answer.ok) throw new Error(`the rows could not be fetched: ${answer.status}`);
    const script = await answer.text();
    return script.slice(script.indexOf('"') + 1, script.lastIndexOf('"'));
  }

  const byTitle = (one, other) => (one.title < other.title ? -1 : one.title > other.title ? 1 : 0);
  const LAST = Infinity;
  const never = (day) => (day === null ? -LAST : day);
  const unknown = (day) => (day === null ? LAST : day);
  const difference = (one, other) => (one === other ? 0 : one - other);

  class Rows {
    constructor({ groups, steps, rows }) {
      const states = steps.map((text) => STATES.indexOf(text ? stateOn(text, today) : ""));
      this.groups = groups.map(([key, values]) => ({ key, values: values.map(([name, label]) => ({ name, label })) }));
      this.groups.push({ key: "state", values: STATES.map((name) => ({ name, label: window.fieldbook.words[name] })) });
      const at = this.groups.findIndex(({ key }) => key === "owner");
      const nameless = at < 0 ? -1 : this.groups[at].values.findIndex(({ name }) => name === "no-owner");
      const ownerOf = ([place]) => (place === undefined || place === nameless ? LAST : place);
      this.rows = rows.map(([html, title, words, values, step, day, weight]) => {
        const state = states[step];
        return { html, title: fold(title), text: fold(`${title} ${words}`), values: [...values, state < 0 ? [] : [state]], state, day, weight, owner: at < 0 ? LAST : ownerOf(values[at]) };
      });
      this.orders = new Map([["", this.rows]]);
    }

    /** The rows in an order; of equal ones, those that the list has first. */
    ordered(sort) {
      const compare = {
        title: byTitle,
        state: (one, other) => difference(one.state < 0 ? LAST : one.state, other.state < 0 ? LAST : other.state),
        checked: (one, other) => difference(never(one.day), never(other.day)),
        closes: (one, other) => difference(unknown(one.day), unknown(other.day)),
        exposure: (one, other) => other.weight - one.weight,
        amount: (one, other) => other.weight - one.weight,
        owner: (one, other) => difference(one.owner, other.owner),
      }[sort];
      if (!this.orders.has(sort)) this.orders.set(sort, compare ? [...this.rows].sort(compare) : this.rows);
      return this.orders.get(sort);
    }

    /** The rows that fit, and by group how many would fit with each value of it. */
    narrow({ text, picks, sort }) {
      const words = wordsOf(text);
      const wanted = this.groups.map(({ key, values }) => {
        const names = picks[key] || [];
        return names.length ? new Set(names.map((name) => values.findIndex((value) => value.name === name))) : null;
      });
      const counts = this.groups.map(({ values }) => new Array(values.length).fill(0));
      const count = (row, group) => { for (const value of row.values[group]) counts[group][value] += 1; };
      const found = [];
      for (const row of this.ordered(sort)) {
        if (!words.every((word) => row.text.includes(word))) continue;
        const failing = [];
        for (let group = 0; group < wanted.length && failing.length < 2; group += 1) {
          if (wanted[group] && !row.values[group].some((value) => wanted[group].has(value))) failing.push(group);
        }
        if (!failing.length) {
          found.push(row);
          for (let group = 0; group < wanted.length; group += 1) count(row, group);
        } else if (failing.length === 1) count(row, failing[0]);
      }
      return { found, counts };
    }
  }

  window.fieldbook.listRows = { fetched };
})();
