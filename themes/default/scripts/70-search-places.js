// Opens the search: a dialog for `/` and Ctrl-K, and the search page. Also the list of keys for `?`.
(() => {
  "use strict";
  const { makePanel } = window.fieldbook;
  const page = document.querySelector("[data-search-page]");
  let dialog = null;
  let help = null;
  let field = null;

  function openSearch() {
    if (page) {
      field.input.focus();
      return;
    }
    if (!dialog) {
      field = makePanel(false);
      dialog = document.createElement("dialog");
      dialog.className = "search-dialog";
      dialog.setAttribute("aria-label", "Search");
      dialog.append(field.panel);
      dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
      // Escape would empty the field first.
      dialog.addEventListener("keydown", (event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        dialog.close();
        // Firefox leaves the focus in it for a while, and the next key would be one of the field.
        field.input.blur();
      });
      document.body.append(dialog);
      field.run();
    }
    if (!dialog.open) dialog.showModal();
    if (!field.input.value) field.run();
    field.input.focus();
    field.input.select();
  }

  function openHelp() {
    if (!help) {
      const keys = [["/ or Ctrl K", "Search from anywhere"], ["↑ ↓ Enter", "Choose and open a result"], ["… ?", "A question mark puts answers first"], ["Esc", "Close"], ["g h", "My day"], ["g b", "Battlecards"], ["g a", "Answers"], ["g o", "Opportunities"], ["g f", "Freshness"], ["?", "These keys"]];
      help = document.createElement("dialog");
      help.className = "search-dialog help";
      help.setAttribute("aria-labelledby", "~help-title");
      const title = document.createElement("h2");
      title.id = "~help-title";
      title.textContent = "Keys";
      const list = document.createElement("dl");
      for (const [key, meaning] of keys) {
        const term = document.createElement("dt");
        const shown = document.createElement("kbd");
        shown.textContent = key;
        term.append(shown);
        const words = document.createElement("dd");
        words.textContent = meaning;
        list.append(term, words);
      }
      help.append(title, list);
      help.addEventListener("click", (event) => { if (event.target === help) help.close(); });
      document.body.append(help);
    }
    if (!help.open) help.showModal();
  }

  const places = { h: "index.html", b: "battlecards/index.html", a: "answers/index.html", o: "opportunities/index.html", f: "freshness/index.html" };
  let waits = 0;

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      openSearch();
      return;
    }
    const inField = event.target.closest && event.target.closest("input, select, textarea, dialog");
    if (event.ctrlKey || event.metaKey || event.altKey || inField) return;
    if (event.key === "/") {
      event.preventDefault();
      openSearch();
    } else if (event.key === "?") {
      openHelp();
    } else if (event.key === "g") {
      waits = event.timeStamp;
    } else if (places[event.key] && event.timeStamp - waits < 1200 && waits) {
      location.href = document.body.dataset.root + places[event.key];
    }
  });

  for (const link of document.querySelectorAll("[data-open-search]")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || !document.body.dataset.engine) return;
      event.preventDefault();
      openSearch();
    });
  }

  if (page) {
    field = makePanel(true);
    page.append(field.panel);
    field.run();
    field.input.focus();
  }
})();
