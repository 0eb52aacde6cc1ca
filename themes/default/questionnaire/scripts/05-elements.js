// Elements of the tray, made one way.
(() => {
  "use strict";
  function make(name, className, text) {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  /** A button that is called `label` where `text` alone does not say what it acts on. */
  function button(text, label, action) {
    const made = make("button", "small", text);
    made.type = "button";
    made.setAttribute("aria-label", label);
    made.addEventListener("click", () => action(made));
    return made;
  }

  /** A list that opens. */
  function details(title, lines) {
    const part = make("details");
    const list = make("ul");
    list.append(...lines.map((line) => make("li", "", line)));
    part.append(make("summary", "", title), list);
    return part;
  }

  window.fieldbook.elements = { make, button, details };
})();
