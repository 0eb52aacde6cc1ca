(() => {
  const root = document.documentElement;
  root.classList.add("scripted");
  try {
    const scheme = localStorage.getItem("fieldbook-scheme");
    if (scheme === "light" || scheme === "dark") root.dataset.scheme = scheme;
  } catch { /* Without storage, follow the system. */ }
})();
