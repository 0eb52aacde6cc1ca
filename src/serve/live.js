"use strict";
(() => {
  // The version that this page shows.
  let version = Number(document.currentScript.dataset.version);
  let heard = false;
  let panel = null;
  const show = (state) => {
    if (panel) panel.remove();
    panel = null;
    if (state.findings.length === 0) return;
    panel = document.createElement("aside");
    panel.className = state.blocking ? "fb-live fb-live-blocking" : "fb-live";
    panel.setAttribute("role", "status");
    panel.setAttribute("aria-label", "Findings");
    const title = document.createElement("strong");
    title.textContent = state.blocking
      ? "The site could not be built; this is the last good one."
      : `${state.findings.length} finding${state.findings.length === 1 ? "" : "s"}`;
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "Hide";
    close.addEventListener("click", () => panel.remove());
    const list = document.createElement("pre");
    list.tabIndex = 0;
    list.textContent = state.findings.join("\n\n");
    panel.append(title, close, list);
    if (state.blocking) {
      document.body.append(panel);
    } else {
      const fold = document.createElement("details");
      const summary = document.createElement("summary");
      summary.textContent = title.textContent;
      fold.append(summary, list);
      panel.replaceChildren(fold, close);
      document.body.append(panel);
    }
  };
  const listen = () => {
    const events = new EventSource("/_fieldbook/events" + location.pathname);
    heard = false;
    events.onmessage = (event) => {
      const state = JSON.parse(event.data);
      // What came before the first word of a connection is not known to have left this page alone.
      const isTouched = heard ? state.touched : state.version !== version;
      heard = true;
      if (isTouched && !state.blocking) {
        location.reload();
        return;
      }
      version = state.version;
      show(state);
    };
    events.onerror = () => {
      events.close();
      setTimeout(listen, 1000);
    };
  };
  listen();
})();
