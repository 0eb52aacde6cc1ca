(() => {
  const root = document.documentElement;
  root.classList.add("scripted");
  // What only owners need is hidden before the first paint; `?review` shows it in this tab, also on the next pages.
  let mode = /[?&]review(?=[&=]|$)/.test(location.search) && "owner";
  try {
    const scheme = localStorage.getItem("fieldbook-scheme");
    if (scheme === "light" || scheme === "dark") root.dataset.scheme = scheme;
    if (mode) sessionStorage.setItem("fieldbook-mode", mode);
    mode = sessionStorage.getItem("fieldbook-mode") || localStorage.getItem("fieldbook-mode");
  } catch { /* Without storage, follow the system and the address. */ }
  root.dataset.mode = mode === "owner" ? mode : "seller";
})();
