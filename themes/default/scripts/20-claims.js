// Opens the evidence of a claim beside the sentence that cites it, on wide screens in the column beside the text. Without
// scripts, the chip links to the evidence below.
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
  // The width from which `40-pages.css` makes a column of the evidence.
  const isWide = matchMedia("(min-width: 96rem)");

  function fill(evidence) {
    const copy = evidence.cloneNode(true);
    for (const part of [copy, ...copy.querySelectorAll("[id]")]) part.removeAttribute("id");
    if (copy.matches("details")) {
      // In the card there is nothing to fold.
      const whole = document.createElement("article");
      whole.className = copy.className;
      const text = document.createElement("p");
      text.className = "evidence-text";
      text.append(...copy.querySelector("summary").childNodes);
      copy.querySelector("summary").remove();
      whole.append(text, ...copy.childNodes);
      copy.replaceWith(whole);
      card.replaceChildren(closer(), whole);
      return;
    }
    card.replaceChildren(closer(), copy);
  }

  function closer() {
    const close = document.createElement("button");
    close.type = "button";
    close.className = "claim-card-close";
    close.setAttribute("aria-label", "Close");
    close.textContent = "✕";
    close.addEventListener("click", () => card.hidePopover());
    return close;
  }

  // Opens the evidence in the column, and closes what another chip has opened there.
  function showInColumn(evidence) {
    for (const other of evidence.parentElement.querySelectorAll("details.evidence[open]")) if (other !== evidence) other.open = false;
    evidence.open = true;
    evidence.scrollIntoView({ block: "nearest" });
    evidence.querySelector("summary").focus({ preventScroll: true });
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
    const found = document.getElementById(decodeURIComponent(chip.hash.slice(1)));
    const evidence = found && (found.closest("details.evidence") || found);
    if (!evidence || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    if (isWide.matches && evidence.matches("details")) {
      showInColumn(evidence);
      return;
    }
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
