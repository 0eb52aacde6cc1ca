// Opens the evidence of a claim beside the sentence that cites it. Without scripts, the chip links to the evidence below.
(() => {
  "use strict";
  const chips = document.querySelectorAll(".chip");
  if (!chips.length || !HTMLElement.prototype.showPopover) return;
  const card = document.createElement("div");
  card.className = "claim-card";
  card.setAttribute("popover", "auto");
  card.setAttribute("role", "dialog");
  card.setAttribute("aria-label", "Evidence");
  card.tabIndex = -1;
  document.body.append(card);
  let opener = null;

  function fill(evidence) {
    const copy = evidence.cloneNode(true);
    copy.removeAttribute("id");
    const close = document.createElement("button");
    close.type = "button";
    close.className = "claim-card-close";
    close.setAttribute("aria-label", "Close");
    close.textContent = "✕";
    close.addEventListener("click", () => card.hidePopover());
    card.replaceChildren(close, copy);
  }

  function place(chip) {
    const at = chip.getBoundingClientRect();
    const own = card.getBoundingClientRect();
    const left = Math.max(12, Math.min(at.left, innerWidth - own.width - 12));
    const below = at.bottom + 6;
    const top = below + own.height > innerHeight - 12 && at.top > own.height + 18 ? at.top - own.height - 6 : below;
    card.style.left = `${left}px`;
    card.style.top = `${Math.max(12, Math.min(top, innerHeight - own.height - 12))}px`;
  }

  function toggle(event) {
    const chip = event.currentTarget;
    const evidence = document.getElementById(decodeURIComponent(chip.hash.slice(1)));
    if (!evidence || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    if (opener === chip) {
      card.hidePopover();
      return;
    }
    fill(evidence);
    card.showPopover();
    place(chip);
    if (opener) opener.setAttribute("aria-expanded", "false");
    opener = chip;
    chip.setAttribute("aria-expanded", "true");
    card.focus({ preventScroll: true });
  }

  for (const chip of chips) {
    chip.setAttribute("role", "button");
    chip.setAttribute("aria-haspopup", "dialog");
    chip.setAttribute("aria-expanded", "false");
    // A cell of the matrix already has a complete label.
    if (!chip.matches(".cell")) chip.setAttribute("aria-label", `${chip.textContent}: evidence`);
    chip.addEventListener("click", toggle);
    chip.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      chip.click();
    });
  }
  card.addEventListener("toggle", (event) => {
    if (event.newState !== "closed" || !opener) return;
    const chip = opener;
    opener = null;
    chip.setAttribute("aria-expanded", "false");
    if (card.contains(document.activeElement) || document.activeElement === document.body) chip.focus({ preventScroll: true });
  });
  addEventListener("scroll", () => { if (opener) place(opener); }, { passive: true });
})();
