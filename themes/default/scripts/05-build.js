// Names the commit that the site was built from. It is in a file of its own, so that a commit does not change every page.
(() => {
  "use strict";
  const commit = window.fieldbookBuild?.commit;
  if (!commit) return;
  for (const place of document.querySelectorAll("[data-commit]")) {
    place.querySelector("code").textContent = commit;
    place.hidden = false;
  }
})();
