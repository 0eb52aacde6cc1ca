// Runs in every document before its own scripts. Of each document that an entry under measurement is shown in, the session
// storage of the tab keeps the points in time, in milliseconds since 1970-01-01, and the turn whose words it shows.
(() => {
  if (globalThis !== globalThis.top) return;
  const now = () => performance.timeOrigin + performance.now();
  const read = () => JSON.parse(sessionStorage.getItem("fieldbook-documents") || "[]");
  const document_ = { begun: performance.timeOrigin };
  const at = read().length;
  const keep = () => {
    const documents = read();
    documents[at] = document_;
    sessionStorage.setItem("fieldbook-documents", JSON.stringify(documents));
  };
  const Source = globalThis.EventSource;
  globalThis.EventSource = class extends Source {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", () => {
        globalThis.fieldbookListens = true;
        document_.heard = now();
        keep();
      });
    }
  };
  addEventListener("DOMContentLoaded", () => {
    // The scripts of the page that wait for the same event have run after this one's task.
    setTimeout(() => {
      const [navigation] = performance.getEntriesByType("navigation");
      const words = /Saved in turn (\d+) of the measurement/.exec(document.body.textContent);
      document_.turn = words ? Number(words[1]) : 0;
      document_.received = performance.timeOrigin + navigation.responseEnd;
      document_.loaded = performance.timeOrigin + navigation.domContentLoadedEventEnd;
      keep();
    });
  });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntriesByName("first-contentful-paint")) {
      document_.painted = performance.timeOrigin + entry.startTime;
      keep();
    }
  }).observe({ type: "paint", buffered: true });
})();
