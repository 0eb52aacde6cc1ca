// Names the commit that the site was built from. It is in a file of its own, so that a commit does not change every page; the page about
// the build says it too.
(() => {
  "use strict";
  const commit = window.fieldbookBuild?.commit;
  if (!commit) return;
  for (const place of document.querySelectorAll("[data-commit]")) {
    const code = document.createElement("code");
    code.textContent = commit;
    place.replaceChildren(place.dataset.commit, code);
  }
})();
